using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary><c>--set path=value</c>, the value being YAML. Each argument is a line of a text named <c>&lt;--set&gt;</c>, so that its mistakes have a place.</summary>
internal static class SetArguments
{
    private const string SourceName = "<--set>";

    public static MapNode Apply(MapNode root, IReadOnlyList<string> arguments, DiagnosticBag bag)
    {
        if (arguments.Count == 0) return root;
        bag.AddText(SourceName, string.Join('\n', arguments));
        var source = new SourceText(SourceName, Environment.CurrentDirectory);
        var overrides = new Overrides(bag);
        var changes = new List<Override>();
        int line = 1;
        foreach (var argument in arguments)
        {
            if (Parse(argument, line, source, bag) is { } change) changes.Add(change);
            line += argument.Count(c => c == '\n') + 1;
        }

        return Overrides.InOrder(changes).Aggregate(root, (tree, change) => overrides.Apply(tree, change, who: null));
    }

    private static Override? Parse(string argument, int line, SourceText source, DiagnosticBag bag)
    {
        int equals = argument.IndexOf('=');
        var path = equals < 0 ? argument : argument[..equals];
        var span = new SourceSpan(SourceName, line, 1, line, path.Length + 1);
        if (equals < 1 || path.Split('.').Any(step => step.Length == 0 || step.Any(char.IsWhiteSpace)))
        {
            bag.Error(DiagnosticCodes.BadSet, span, "", $"--set takes PATH=VALUE, found '{argument}'", "as in --set stages.post.steps=200");
            return null;
        }

        int before = bag.Count;
        var value = YamlReader.Read(argument[(equals + 1)..], source, bag, line, equals + 2);
        if (value is null && bag.Count > before) return null;
        var key = new ScalarNode(path, isPlain: true, span, source);
        return Override.Of(key, value ?? new ScalarNode("", isPlain: true, new SourceSpan(SourceName, line, equals + 2, line, equals + 2), source));
    }
}
