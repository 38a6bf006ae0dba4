using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>
/// A map that an override names by <c>${...}</c> is merged like one that is written out, so it has to be known when the override is made. What
/// stands in the map is put in later, as everywhere.
/// </summary>
internal static class MapReferences
{
    private const int DeepestChain = 50;

    public static Override Expand(MapNode root, Override change, Placements? placements)
    {
        for (int i = 0; i < DeepestChain && change.Value is ScalarNode { HasReferences: true } scalar; i++)
        {
            if (Template.Parse(scalar.Value).Whole is not { } reference) return change;
            var target = reference.Path.Split('.').Aggregate((Node?)root, (node, step) => (node as MapNode)?[step]);
            if (target is not MapNode && target is not ScalarNode { HasReferences: true }) return change;
            placements?.Add(new Placement(change.Path, scalar, reference, target, IsWhole: true));
            change = change.With(target);
        }

        return change;
    }
}
