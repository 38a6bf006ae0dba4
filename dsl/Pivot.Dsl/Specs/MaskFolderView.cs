namespace Pivot.Dsl.Specs;

/// <summary>Format <c>masks</c>: images and class-index masks of the same file names, in folders side by side.</summary>
/// <param name="TrainImages">Absolute path of the training images.</param>
/// <param name="TrainMasks">Absolute path of their masks (8-bit, a pixel's value is its class).</param>
/// <param name="TestImages">Absolute path of the test images.</param>
/// <param name="TestMasks">Absolute path of their masks.</param>
/// <param name="Classes">Class names by index.</param>
/// <param name="Ignore">The value that marks unlabelled pixels, or null.</param>
public sealed record MaskFolderView(
    string TrainImages, string TrainMasks, string TestImages, string TestMasks, IReadOnlyList<string> Classes, int? Ignore) : DataView
{
    /// <summary>
    /// Whether the masks count classes from 1 and 0 is unlabelled, as ADE20K's do. Class i is then the value i + 1, and 0 reads as <see cref="Ignore"/>, so that no model can
    /// answer it.
    /// </summary>
    public bool FromOne { get; init; }

    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Mask;
}
