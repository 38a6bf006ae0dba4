using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>
/// What <c>${...}</c> names, for those who change a tree before everything is put in. A map that an override names is merged like one that is
/// written out, so it has to be known when the override is made; what stands in the map is put in later, as everywhere.
/// </summary>
internal static class MapReferences
{
    private const int DeepestChain = 50;

    /// <summary>The override with the map that it names for its value.</summary>
    public static Override Expand(MapNode root, Override change, Placements? placements)
    {
        for (int i = 0; i < DeepestChain && change.Value is ScalarNode { HasReferences: true } scalar; i++)
        {
            if (Next(root, scalar) is not var (reference, target)) return change;
            placements?.Add(new Placement(change.Path, scalar, reference, target, IsWhole: true));
            change = change.With(target);
        }

        return change;
    }

    /// <summary>The map that a node is or names, as it is written; else the node.</summary>
    public static Node Written(MapNode root, Node node)
    {
        for (int i = 0; i < DeepestChain && node is ScalarNode { HasReferences: true } scalar && Next(root, scalar) is var (_, target); i++) node = target;
        return node;
    }

    /// <summary>A scalar's text with everything put in, or as it is written when that cannot be done, which is told elsewhere.</summary>
    public static string Text(MapNode root, ScalarNode scalar)
    {
        if (!scalar.HasReferences) return scalar.Value;
        var silent = new DiagnosticBag();
        return new Resolution(root, new Memory(silent), silent).Resolve(scalar, "") is ScalarNode text ? text.Value : scalar.Value;
    }

    private static (Reference Reference, Node Target)? Next(MapNode root, ScalarNode scalar)
    {
        if (Template.Parse(scalar.Value).Whole is not { } reference) return null;
        var target = reference.Path.Split('.').Aggregate((Node?)root, (node, step) => (node as MapNode)?[step]);
        return target is MapNode or ScalarNode { HasReferences: true } ? (reference, target) : null;
    }
}
