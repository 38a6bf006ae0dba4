using System.Text.Json.Nodes;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Stages;

/// <summary>Scores of single test images of a classification probe, for paired statistics.</summary>
public static class LabelItems
{
    /// <summary>One JSON object per test row.</summary>
    public static IEnumerable<JsonObject> Of(LabelledSet set, IReadOnlyList<ProbeItem> items) => set.Test.Zip(items, (sample, item) => new JsonObject
    {
        ["id"] = sample.Id,
        ["group"] = set.Classes[item.Label],
        ["expected"] = set.Classes[item.Label],
        ["answer"] = set.Classes[item.Prediction],
        ["score"] = item.Correct ? 1 : 0,
    });
}
