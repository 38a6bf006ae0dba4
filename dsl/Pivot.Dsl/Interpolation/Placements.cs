using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>
/// Remembers what was put where, and tells it of a diagnostic: one about a value that came through <c>${...}</c> has its place at the value's
/// own text, and a note where it was put in.
/// </summary>
internal sealed class Placements(DiagnosticBag bag)
{
    private const int DeepestChain = 50;

    private readonly Dictionary<string, List<Placement>> _byPath = [];

    public void Add(Placement placement)
    {
        if (!_byPath.TryGetValue(placement.Path, out var there)) _byPath[placement.Path] = there = [];
        there.Add(placement);
    }

    /// <summary>Where the text at <paramref name="span"/> was put in to come to stand at <paramref name="path"/>, from the place of use inwards.</summary>
    public IReadOnlyList<DiagnosticNote> NotesOf(string path, SourceSpan span) => Trace(path, span, 0) ?? [];

    private List<DiagnosticNote>? Trace(string path, SourceSpan span, int depth)
    {
        if (depth > DeepestChain || _byPath.Count == 0) return null;
        for (int end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (!_byPath.TryGetValue(path[..end], out var there)) continue;
            var rest = path[end..];
            if (there.Find(p => p.IsWhole && p.Target.Span.Contains(span)) is { } direct) return [Whole(direct), .. Trace(direct.Reference.Path + rest, span, depth + 1) ?? []];
            var parts = there.Where(p => !p.IsWhole && p.Use.Span.Contains(span)).DistinctBy(p => (p.Reference, p.Target)).ToList();
            if (parts.Count > 0) return parts.Select(Part).ToList();
            foreach (var placement in there.Where(p => p.IsWhole))
            {
                if (Trace(placement.Reference.Path + rest, span, depth + 1) is { } inner) return [Whole(placement), .. inner];
            }
        }

        return null;
    }

    private DiagnosticNote Whole(Placement p) => new(PlaceOf(p.Use, p.Reference), $"put into '{p.Path}' by '{p.Reference.Written}' here");

    private static DiagnosticNote Part(Placement p) => new(p.Target.Span, $"'{p.Reference.Written}' is {p.Target.Describe()} here");

    /// <summary>The text of a reference within the scalar that holds it.</summary>
    public SourceSpan PlaceOf(ScalarNode use, Reference reference) => TextPart.OfReference(use, reference.Start, reference.Length, bag.TextOf(use.Span.File));
}
