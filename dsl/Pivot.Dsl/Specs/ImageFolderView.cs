namespace Pivot.Dsl.Specs;

/// <summary>Format <c>image_folder</c>: a folder a class, train and test side by side (torchvision's ImageFolder).</summary>
/// <param name="Train">Absolute path of the training split.</param>
/// <param name="Test">Absolute path of the test split.</param>
public sealed record ImageFolderView(string Train, string Test) : DataView
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Label;
}
