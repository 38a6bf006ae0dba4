namespace Pivot.Dsl.Specs;

/// <summary>Format <c>llava_mixture</c>: LLaVA-OneVision's list of files of conversations and how much of each is read.</summary>
/// <param name="File">Absolute path of the YAML file.</param>
/// <param name="Images">Absolute path of the folder the rows' image paths start from.</param>
/// <param name="Root">Absolute path of the folder that <c>json_path</c> starts from.</param>
/// <param name="Seed">Seed of <c>random:</c> samples.</param>
public sealed record MixtureView(string File, string Images, string Root, long Seed = 0) : RowsView(File, Images)
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Conversation;
}
