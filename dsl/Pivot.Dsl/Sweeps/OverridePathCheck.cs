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
            if (node is BrokenNode) return null; // reported already
            if (IsPutIn(node, shape, change, i, bag)) return null;
            if (Step(shape, node, change, i, bag, purpose) is not { } next) return null;
            shape = next;
            node = (node as MapNode)?[change.Segments[i].Value];
        }

        return change.Value is MapNode && IsPutIn(node, shape, change, change.Segments.Count, bag) ? null : shape;
    }

    /// <summary>What <c>${...}</c> puts in comes after overrides, so that none of them can change a part of it.</summary>
    private static bool IsPutIn(Node? node, Shape shape, Override change, int at, DiagnosticBag bag)
    {
        if (node is not ScalarNode { HasReferences: true } scalar || shape is RecordShape { ScalarKey: not null } or ValueShape) return false;
        bag.Error(DiagnosticCodes.Interpolation, change.Segments[Math.Min(at, change.Segments.Count - 1)].Span, change.Path, $"'{Prefix(change, at)}' is '{scalar.Value}', into which an override cannot go",
            "override the variable instead, or write the map out there", [new DiagnosticNote(scalar.Span, "written here")]);
        return true;
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
            case VariantShape variant when node is MapNode open && open[variant.Discriminator] is { HasReferences: true } && variant.WordsWith(name) is [var any, ..]:
                return variant.Variants[any].Keys[name]; // which kind it is shows when the word is put in
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
            case ValueShape when node is MapNode && change.Segments[0].Value == "vars":
                return shape; // what a variable's map may hold shows where it is put in
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
