using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads <c>sweep</c>.</summary>
internal sealed class SweepBinder(DiagnosticBag bag)
{
    public List<Axis> Bind(MapEntry entry)
    {
        var axes = new List<Axis>();
        var sweep = new MapReader((MapNode)entry.Value, entry.Key.Span, "sweep", Language.Sweep, bag);
        if (sweep.MapAt("grid") is not { Value: MapNode grid }) return axes;
        foreach (var axis in grid.Entries)
        {
            if (ReadAxis(axis) is { } good) axes.Add(good);
        }

        return axes;
    }

    private Axis? ReadAxis(MapEntry axis)
    {
        var path = $"sweep.grid.{axis.Name}";
        if (axis.Value is BrokenNode) return null;
        if (axis.Value is not ListNode list || list.Items.Count == 0)
        {
            var span = axis.Value.IsNull ? axis.Key.Span : axis.Value.Span;
            bag.Error(DiagnosticCodes.BadAxis, span, path, $"the axis '{axis.Name}' needs a list of values, found {axis.Value.Describe()}");
            return null;
        }

        var seen = new HashSet<string>();
        foreach (var item in list.Items.Where(item => item is not BrokenNode && !seen.Add(YamlWriter.Inline(item))))
        {
            bag.Error(DiagnosticCodes.BadAxis, item.Span, path, $"the axis '{axis.Name}' has the value {YamlWriter.Inline(item)} twice");
        }

        return new Axis(axis.Key, list.Items);
    }
}
