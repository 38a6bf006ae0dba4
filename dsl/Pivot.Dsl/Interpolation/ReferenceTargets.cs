using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>What the references of one tree name. Each is looked up once.</summary>
internal sealed class ReferenceTargets(MapNode root)
{
    private const int DeepestChain = 50;

    /// <summary>Sections that hold changes of the spec and not values of it.</summary>
    private static readonly string[] NoValues = ["arms", "sweep"];

    private readonly Dictionary<string, Target> _known = [];
    private readonly List<string> _open = [];
    private readonly HashSet<string> _circular = [];

    public Target Of(Reference reference, Resolution resolution)
    {
        if (_known.TryGetValue(reference.Path, out var known)) return known;
        if (Circle(reference.Path) is { } circle) return circle;
        _open.Add(reference.Path);
        var target = Find(reference, resolution);
        _open.RemoveAt(_open.Count - 1);
        return _known[reference.Path] = _circular.Contains(reference.Path) ? new Target(Broken) : target;
    }

    private Target? Circle(string path)
    {
        int first = _open.IndexOf(path);
        if (first >= 0)
        {
            _circular.UnionWith(_open.Skip(first));
            var members = _open.Skip(first).ToList();
            var once = string.Join(' ', members.Order(StringComparer.Ordinal)); // whichever of them it is found from
            var circle = string.Join(" -> ", members.Prepend(members[^1]).Select(Reference.Shown));
            return members.Count == 1 ? new Target(Broken, $"'{Reference.Shown(path)}' names itself", "write the value out", once)
                : new Target(Broken, $"these values name each other in a circle: {circle}", "write one of them out", once);
        }

        return _open.Count < DeepestChain ? null : new Target(Broken, $"values name each other through more than {DeepestChain} steps", "name the last of them directly");
    }

    private BrokenNode Broken => new(root.Span, root.Source);

    private Target Find(Reference reference, Resolution resolution)
    {
        var steps = reference.Path.Split('.');
        if (steps.Length > 1 && NoValues.Contains(steps[0])) return new Target(Broken, $"'{reference.Written}' names a part of '{steps[0]}', which holds changes and no values");
        Node node = root;
        var path = "";
        foreach (var step in steps)
        {
            if (node is ScalarNode { HasReferences: true }) node = resolution.Resolve(node, path);
            if (node is BrokenNode) return new Target(node);
            if ((node as MapNode)?[step] is not { } next) return Unknown(reference, steps, path, step, node);
            node = next;
            path = path.Length == 0 ? step : $"{path}.{step}";
        }

        return new Target(resolution.Resolve(node, path));
    }

    private Target Unknown(Reference reference, string[] steps, string path, string step, Node there)
    {
        if (steps[0] == "vars" && path is "" or "vars") return UnknownVariable(step == "vars" ? steps[1] : step);
        if (there is not MapNode map)
        {
            return new Target(Broken, $"'{reference.Written}' leads nowhere: '{path}' is {(there.IsNull ? "nothing" : there is ListNode ? "a list" : "a single value")}, and nothing is inside it");
        }

        var what = path.Length == 0 ? "the experiment" : $"'{path}'";
        var rest = reference.Path[(path.Length == 0 ? step.Length : path.Length + 1 + step.Length)..];
        var hint = NearestName.Of(step, map.Names) is { } near ? $"did you mean '${{{(path.Length == 0 ? near : $"{path}.{near}")}{rest}}}'?"
            : IsKey(steps) ? "only what is written can be named, no default; write it there, or make it a variable"
            : $"known: {string.Join(", ", map.Names)}";
        return new Target(Broken, $"'{reference.Written}' leads nowhere: {what} has no '{step}'", hint);
    }

    /// <summary>Whether the language has a key at the path, of whatever kind what it is in may be.</summary>
    private static bool IsKey(IEnumerable<string> steps) => steps.Aggregate((Shape?)Language.Experiment, (shape, step) => shape switch
    {
        RecordShape record => record.Keys.GetValueOrDefault(step),
        NamesShape names => names.Item,
        VariantShape variant => variant.Variants.Values.Select(v => v.Keys.GetValueOrDefault(step)).FirstOrDefault(s => s is not null),
        _ => null,
    }) is not null;

    private Target UnknownVariable(string name)
    {
        var known = (root["vars"] as MapNode)?.Names.ToList() ?? [];
        var hint = NearestName.Of(name, known) is { } near ? $"did you mean '${{{near}}}'?"
            : known.Count > 0 ? $"known: {string.Join(", ", known)}"
            : $"write 'vars: {{ {name}: VALUE }}', or the path of a value, as in '${{stages.post.steps}}'";
        return new Target(Broken, $"there is no variable '{name}'", hint);
    }
}
