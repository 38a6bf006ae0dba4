using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>Puts in what <c>${...}</c> names in one tree: a variant's, or the spec's own.</summary>
internal sealed class Resolution(MapNode root, Memory memory, DiagnosticBag bag)
{
    /// <summary>Most characters and values that all <c>${...}</c> of a tree may put in.</summary>
    public const long MostPutIn = 4L << 20;

    private readonly ReferenceTargets _targets = new(root);
    private long _putIn;

    /// <summary>The tree with some of its sections resolved.</summary>
    public MapNode Sections(IEnumerable<string> names)
    {
        var tree = root;
        foreach (var name in names)
        {
            if (root.Find(name) is { Value.HasReferences: true } section) tree = tree.With(section with { Value = Resolve(section.Value, name) });
        }

        return tree;
    }

    /// <summary>A node with everything put in; itself when nothing is to be.</summary>
    /// <param name="node">The node as written.</param>
    /// <param name="path">Where it stands.</param>
    public Node Resolve(Node node, string path) => !node.HasReferences ? node : node switch
    {
        ScalarNode scalar => OfScalar(scalar, path),
        ListNode list => new ListNode(list.Items.Select(item => Resolve(item, path)).ToList(), list.Span, list.Source),
        MapNode map => OfMap(map, path),
        _ => node,
    };

    private Node OfMap(MapNode map, string path)
    {
        bool isSection = !path.Contains('.'); // made anew for every variant: nothing to remember
        var targets = isSection ? [] : memory.ReferencesIn(map).Select(r => _targets.Of(r, this).Node).ToList();
        if (!isSection && memory.Find(map, targets) is { } known) return known;
        var made = new MapNode(map.Entries.Select(e => e with { Value = Resolve(e.Value, $"{path}.{e.Name}") }).ToList(), map.Span, map.Source);
        if (!isSection) memory.Keep(map, targets, made);
        return made;
    }

    private Node OfScalar(ScalarNode scalar, string path)
    {
        var template = memory.TemplateOf(scalar);
        foreach (var problem in template.Problems)
        {
            bag.Error(DiagnosticCodes.Interpolation, TextPart.OfReference(scalar, problem.Start, problem.Length, bag.TextOf(scalar.Span.File)), path, problem.Message, problem.Hint);
        }

        var values = template.References.Select(r => (Reference: r, Target: ValueOf(r, scalar, path))).ToList();
        if (template.Problems.Count > 0 || values.Exists(v => v.Target is null)) return new BrokenNode(scalar.Span, scalar.Source);
        if (template.Whole is { } whole) return Whole(scalar, whole, values[0].Target!, path);
        return values.Count(v => IsText(v.Reference, v.Target!, scalar, path)) == values.Count ? Text(scalar, template, values.Select(v => (ScalarNode)v.Target!).ToList(), path)
            : new BrokenNode(scalar.Span, scalar.Source);
    }

    /// <summary>What a reference names, or null when that is wrong, which is reported where the reference stands.</summary>
    private Node? ValueOf(Reference reference, ScalarNode at, string path)
    {
        var target = _targets.Of(reference, this);
        if (target.Problem is { } message && (target.Once is null || memory.Circles.Add(target.Once))) Report(reference, at, path, message, target.Hint);
        return target.Node is BrokenNode ? null : target.Node;
    }

    private Node Whole(ScalarNode scalar, Reference reference, Node target, string path)
    {
        if (!Fits(target.Weight, reference, scalar, path)) return new BrokenNode(scalar.Span, scalar.Source);
        if (memory.Find(scalar, [target]) is { } known) return known;
        memory.Placements.Add(new Placement(path, scalar, reference, target, IsWhole: true));
        // A map is bound once an object, under the name it has: at every place it is an object of its own.
        Node made = target is MapNode map ? new MapNode(map.Entries, map.Span, map.Source) : target;
        memory.Keep(scalar, [target], made);
        return made;
    }

    private Node Text(ScalarNode scalar, Template template, IReadOnlyList<ScalarNode> values, string path)
    {
        long length = template.Pieces.OfType<string>().Sum(s => (long)s.Length) + values.Sum(v => (long)v.Value.Length);
        if (template.References.Count > 0 && !Fits(length, template.References[^1], scalar, path)) return new BrokenNode(scalar.Span, scalar.Source);
        if (memory.Find(scalar, values) is { } known) return known;
        var text = new StringBuilder();
        int next = 0;
        foreach (var piece in template.Pieces)
        {
            if (piece is Reference reference) memory.Placements.Add(new Placement(path, scalar, reference, values[next], IsWhole: false));
            text.Append(piece is string literal ? literal : values[next++].Value);
        }

        // A relative path starts from the folder of the text that its beginning is written in.
        var source = template.First is null ? scalar.Source : values[0].Source;
        var made = new ScalarNode(text.ToString(), scalar.IsPlain, scalar.Span, source, isFinal: true);
        if (made.IsNull) made = new ScalarNode(made.Value, isPlain: false, made.Span, source, isFinal: true); // two pieces of text are text
        memory.Keep(scalar, values, made);
        return made;
    }

    private bool IsText(Reference reference, Node target, ScalarNode at, string path)
    {
        if (target is ScalarNode { IsNull: false }) return true;
        var what = target.IsNull ? "nothing" : target is MapNode ? "a map" : "a list";
        Report(reference, at, path, $"'{reference.Written}' is {what}, which cannot stand within a longer text",
            target.IsNull ? $"give '{Reference.Shown(reference.Path)}' a value" : $"let '{reference.Written}' be the whole value", [new(target.Span, $"'{reference.Written}' is {what} here")]);
        return false;
    }

    private bool Fits(long weight, Reference reference, ScalarNode at, string path)
    {
        if (_putIn > MostPutIn) return false; // told already
        _putIn += weight;
        if (_putIn <= MostPutIn) return true;
        if (memory.IsTooMuchTold) return false;
        memory.IsTooMuchTold = true;
        Report(reference, at, path, $"'{reference.Written}' makes the spec too large: more than {MostPutIn} characters are put in by '${{...}}'", "variables that hold each other several times grow fast");
        return false;
    }

    private void Report(Reference reference, ScalarNode at, string path, string message, string? hint, IReadOnlyList<DiagnosticNote>? notes = null) =>
        bag.Error(DiagnosticCodes.Interpolation, memory.Placements.PlaceOf(at, reference), path, message, hint, notes);
}
