using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans;

/// <summary>What a compilation gives.</summary>
/// <param name="Plan">The plan, or null when there are errors.</param>
/// <param name="Diagnostics">All of them, errors and warnings.</param>
public sealed record Compilation(Plan? Plan, DiagnosticBag Diagnostics)
{
    /// <summary>The spec's merged nodes, for their places; null when nothing could be read.</summary>
    internal MapNode? Root { get; init; }

    /// <summary>Leads a place in the compiled text back to where a person wrote it, which for a script is another text; null where they are one.</summary>
    internal Func<SourceSpan, SourceSpan>? WrittenAt { get; init; }

    /// <summary>
    /// Where the spec writes what a dotted path names, such as <c>run.memory</c>: the text of the value, or of the last key on the way that is
    /// there. What is in no file (a spec that could not be read) has the default span.
    /// </summary>
    public SourceSpan PlaceOf(string path)
    {
        var span = PlaceInText(path);
        return WrittenAt?.Invoke(span) ?? span;
    }

    /// <summary>Whether the spec writes something at a dotted path.</summary>
    public bool Writes(string path)
    {
        Node? node = Root;
        foreach (var step in path.Split('.')) node = (node as MapNode)?[step];
        return node is not null;
    }

    /// <summary>
    /// Where the stage of a node is written: its name under <c>stages</c>. A stage that the compiler made (<c>post.reference</c>) has the place of
    /// the one it was made for.
    /// </summary>
    public SourceSpan PlaceOf(PlanNode node)
    {
        var stage = node.Stage.Split('.')[0];
        var span = (Root?["stages"] as MapNode)?.Find(stage)?.Key.Span ?? PlaceInText("stages");
        return WrittenAt?.Invoke(span) ?? span;
    }

    private SourceSpan PlaceInText(string path)
    {
        if (Root is null) return default;
        Node node = Root;
        var span = Root.Entries.Count > 0 ? Root.Entries[0].Key.Span : Root.Span;
        foreach (var step in path.Split('.'))
        {
            if ((node as MapNode)?.Find(step) is not { } entry) return span;
            node = entry.Value;
            span = node is MapNode ? entry.Key.Span : node.Span;
        }

        return span;
    }
}
