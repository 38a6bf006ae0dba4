using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>Warns of variables that no <c>${...}</c> of the spec names, arms and axes included.</summary>
internal static class UnusedVariables
{
    private static readonly char[] Separators = ['$', '{', '}', ' ', '.', '+', '*', '/', ':', '|', '\n'];

    public static void Report(MapNode root, DiagnosticBag bag)
    {
        if (root["vars"] is not MapNode { Entries.Count: > 0 } variables) return;
        var used = new HashSet<string>();
        foreach (var section in root.Entries.Where(e => e.Name != "vars")) Collect(section.Value, used);
        foreach (var variable in variables.Entries)
        {
            var named = new HashSet<string>();
            Collect(variable.Value, named);
            named.Remove(variable.Name);
            used.UnionWith(named);
        }

        foreach (var variable in variables.Entries.Where(v => !used.Contains(v.Name)))
        {
            var hint = used.FirstOrDefault(name => variables.Find(name) is null) is { } unknown && NearestName.Of(unknown, [variable.Name]) is not null
                ? $"'${{{unknown}}}' names no variable; was '${{{variable.Name}}}' meant?" : $"put it in with '${{{variable.Name}}}', or remove it";
            bag.Warning(DiagnosticCodes.NoEffect, variable.Key.Span, $"vars.{variable.Name}", $"the variable '{variable.Name}' is not used", hint);
        }
    }

    private static void Collect(Node node, HashSet<string> names)
    {
        if (!node.HasReferences) return;
        switch (node)
        {
            case ScalarNode scalar:
                var template = Template.Parse(scalar.Value);
                foreach (var reference in template.References.Where(r => r.Path.StartsWith("vars.", StringComparison.Ordinal))) names.Add(reference.Path.Split('.')[1]);
                if (template.Problems.Count > 0) names.UnionWith(scalar.Value.Split(Separators, StringSplitOptions.RemoveEmptyEntries)); // any of its words may be meant
                break;
            case ListNode list:
                foreach (var item in list.Items) Collect(item, names);
                break;
            case MapNode map:
                foreach (var entry in map.Entries) Collect(entry.Value, names);
                break;
        }
    }
}
