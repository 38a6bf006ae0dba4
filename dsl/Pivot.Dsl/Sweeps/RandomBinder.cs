using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Building;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps.Draws;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads <c>random</c>, and draws its points.</summary>
internal sealed class RandomBinder(AxisBinder axes, DiagnosticBag bag)
{
    private readonly DistributionBinder _distributions = new(axes, bag);

    /// <summary>The points, or null after reporting why none can be drawn.</summary>
    public SweepTerm? Read(MapNode map, SourceSpan owner, string path)
    {
        var reader = new MapReader(map, owner, path, Language.Random, bag);
        int? count = Count(reader);
        long seed = Seed(reader);
        if (reader.Take("over") is null) reader.Require("over", "write over: { PATH: { uniform: [low, high] } }");
        if (reader.MapAt("over") is not { Value: MapNode over }) return null;
        if (over.Entries.Count == 0) bag.Error(DiagnosticCodes.BadAxis, over.Span, reader.PathOf("over"), "'over' needs at least one path to draw a value for, found an empty map");
        var drawn = new List<(Override Axis, Distribution From)>();
        bool good = true;
        if (axes.IsTooWide(over, reader.PathOf("over"))) return null;
        foreach (var entry in over.Entries)
        {
            var axis = axes.Path(entry.Key);
            var from = _distributions.Read(entry, $"{path}.over.{entry.Name}");
            if (axis is not null && from is not null) drawn.Add((axis, from));
            else good = false;
        }

        if (!good || count is null || drawn.Count == 0) return null;
        var points = Enumerable.Range(0, count.Value)
            .Select(IReadOnlyList<Override> (i) => drawn.Select(d => d.Axis.With(d.From.Draw(StableDraw.Bits(seed, d.Axis.Path, i)))).ToArray()).ToList();
        axes.CheckPoint(points[0], $"{path}.over");
        return new PointsTerm(points);
    }

    private int? Count(MapReader reader)
    {
        if (reader.Take("count") is null) reader.Require("count", "how many points are drawn");
        if (reader.Int("count") is not { } count) return null;
        if (count is >= 1 and <= SpecCompiler.MaxTrials) return count;
        bag.Error(DiagnosticCodes.OutOfRange, reader.Map["count"]!.Span, reader.PathOf("count"), $"'count' must be between 1 and {SpecCompiler.MaxTrials} points, found {count}");
        return null;
    }

    private long Seed(MapReader reader)
    {
        if (reader.Long("seed") is not { } seed) return 0;
        if (seed < 0) bag.Error(DiagnosticCodes.OutOfRange, reader.Map["seed"]!.Span, reader.PathOf("seed"), $"'seed' must be at least 0, found {seed}");
        return seed;
    }
}
