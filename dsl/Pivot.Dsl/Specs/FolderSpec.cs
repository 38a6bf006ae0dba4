namespace Pivot.Dsl.Specs;

/// <summary>
/// Files on disk. <c>source: folder</c> names several views under one path; the short forms (<c>source: llava</c>, <c>preference</c>,
/// <c>questions</c>, <c>image_folder</c>, <c>masks</c>) hold one view with the empty name.
/// </summary>
/// <param name="Source">The word after <c>source:</c>.</param>
/// <param name="Views">The views, their paths already joined to the folder's and made absolute.</param>
public sealed record FolderSpec(string Source, IReadOnlyDictionary<string, DataView> Views) : DataSpec
{
    /// <inheritdoc/>
    public override string Source { get; } = Source;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, DataView> Views { get; } = Views;
}
