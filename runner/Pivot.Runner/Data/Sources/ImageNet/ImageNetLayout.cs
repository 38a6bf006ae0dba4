namespace Pivot.Runner.Data.Sources.ImageNet;

/// <summary>Where an ImageNet of classes lies and how much of it is taken (Russakovsky et al. 2015, https://arxiv.org/abs/1409.0575).</summary>
/// <param name="Root">Absolute path of the folder, in which lists of names and labels are looked for.</param>
/// <param name="Train">Absolute path of the training split: a folder a class, named by its WordNet id.</param>
/// <param name="Validation">Absolute path of the validation split: the same, or all images side by side.</param>
/// <param name="Labels">Absolute path of the list of the validation images' classes, or null to look for one.</param>
/// <param name="PerClass">Images of a class taken for training, or null for all.</param>
/// <param name="Seed">What they are drawn by.</param>
public sealed record ImageNetLayout(string Root, string Train, string Validation, string? Labels = null, int? PerClass = null, long Seed = 0);
