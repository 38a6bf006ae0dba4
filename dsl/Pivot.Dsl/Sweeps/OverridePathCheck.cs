using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// Holds an override's path to the spec: a name in it must exist there, a key must be one the language has at that place, written or not.
/// </summary>
internal static class OverridePathCheck
{
    /// <summary>The shape the path ends at, or null after reporting where it leads nowhere.</summary>
    /// <param name="root">The spec.</param>
    /// <param name="change">The override, or what a condition looks at.</param>
    /// <param name="bag">Receives what is wrong.</param>
    /// <param name="purpose">What the path is for, as the message of a missing name ends.</param>
    public static Shape? Resolve(MapNode root, Override change, DiagnosticBag bag, string purpose = "to change")
    {
        Shape shape = Language.Experiment;
        Node? node = root;
        for (int i = 0; i < change.Segments.Count; i++)
        {
            if (Step(shape, node, change, i, bag, purpose) is not { } next) return null;
            shape = next;
            node = (node as MapNode)?[change.Segments[i].Value];
        }

        return shape;
    }

    private static Shape? Step(Shape shape, Node? node, Override change, int at, DiagnosticBag bag, string purpose)
    {
        var name = change.Segments[at].Value;
        switch (shape)
        {
            case NamesShape names:
                var known = (node as MapNode)?.Names.ToList() ?? [];
                if (known.Contains(name)) return names.Item;
                Report(change, at, $"there is no {names.What} '{name}' {purpose}", known, bag);
                return null;
            case VariantShape variant:
                if ((node as MapNode) is not { } map || variant.Of(map) is not { } ofWord) return ValueShape.Instance; // the binder reports the unknown word
                if (!ofWord.Keys.ContainsKey(name) && variant.WordsWith(name) is { Count: > 0 } others)
                {
                    bag.Error(DiagnosticCodes.KeyOfOtherKind, change.Segments[at].Span, change.Path, $"'{name}' does not belong to a {ofWord.What}",
                        $"it belongs to {variant.Discriminator} {string.Join(", ", others)}");
                    return null;
                }

                return Key(ofWord, change, at, bag);
            case RecordShape record:
                return Key(record, change, at, bag);
            default:
                bag.Error(DiagnosticCodes.UnknownPath, change.Segments[at].Span, change.Path, $"'{Prefix(change, at)}' is a single value; nothing is inside it");
                return null;
        }
    }

    private static Shape? Key(RecordShape record, Override change, int at, DiagnosticBag bag)
    {
        var name = change.Segments[at].Value;
        if (record.Keys.TryGetValue(name, out var shape)) return shape;
        Report(change, at, $"{(at == 0 ? "the experiment" : "a " + record.What)} has no '{name}'", record.Keys.Keys.ToList(), bag);
        return null;
    }

    private static void Report(Override change, int at, string message, IReadOnlyCollection<string> known, DiagnosticBag bag)
    {
        var prefix = at == 0 ? "" : Prefix(change, at) + ".";
        var rest = string.Concat(change.Segments.Skip(at + 1).Select(s => "." + s.Value));
        var hint = NearestName.Of(change.Segments[at].Value, known) is { } near ? $"did you mean '{prefix}{near}{rest}'?"
            : known.Count > 0 ? $"known: {string.Join(", ", known)}" : null;
        bag.Error(DiagnosticCodes.UnknownPath, change.Segments[at].Span, change.Path, message, hint);
    }

    private static string Prefix(Override change, int count) => string.Join('.', change.Segments.Take(count).Select(s => s.Value));
}
