namespace Pivot.Dsl.Specs;

/// <summary>Format <c>imagenet</c>: folders named by WordNet ids for training; for validation the same, or one folder of images and a list of their classes.</summary>
/// <param name="Root">Absolute path of the set, where lists of names and labels are looked for.</param>
/// <param name="Train">Absolute path of the training split.</param>
/// <param name="Validation">Absolute path of the validation split.</param>
/// <param name="Labels">Absolute path of the list of validation classes, or null to look for one.</param>
/// <param name="PerClass">Training images taken of each class, or null for all.</param>
/// <param name="Seed">What they are drawn by.</param>
public sealed record ImageNetView(string Root, string Train, string Validation, string? Labels = null, int? PerClass = null, long Seed = 0) : DataView
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Label;
}
