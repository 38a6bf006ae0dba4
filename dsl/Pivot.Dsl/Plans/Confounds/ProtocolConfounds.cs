using System.Text.Json;
using Pivot.Dsl.Plans.Building;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>Compares how, and on what, two nodes of one name measure.</summary>
internal static class ProtocolConfounds
{
    /// <summary>The difference as both sides' values of the keys that differ, or null where there is none.</summary>
    public static (string Baseline, string Arm)? Between(PlanNode baseline, PlanNode arm)
    {
        if (baseline.Spec.Equals(arm.Spec) && baseline.Data.Equals(arm.Data) && baseline.DataDigest == arm.DataDigest) return null; // the usual case, at no cost
        if (baseline.Spec.Kind != arm.Spec.Kind) return ($"kind {baseline.Spec.Kind}", $"kind {arm.Spec.Kind}");
        var differing = Differing(StageInputs.Of(baseline.Spec), StageInputs.Of(arm.Spec)).ToList();
        if (ViewContent.Of(baseline.Data, baseline.DataDigest) != ViewContent.Of(arm.Data, arm.DataDigest)) differing.Add(DataOf(baseline, arm));
        return differing.Count == 0 ? null : (string.Join(", ", differing.Select(d => d.Baseline)), string.Join(", ", differing.Select(d => d.Arm)));
    }

    private static (string Baseline, string Arm) DataOf(PlanNode baseline, PlanNode arm)
    {
        if (baseline.Spec.Data != arm.Spec.Data) return ($"data {baseline.Spec.Data}", $"data {arm.Spec.Data}");
        var fields = Differing(ViewContent.Of(baseline.Data, ""), ViewContent.Of(arm.Data, "")).ToList();
        return fields.Count == 0
            ? ($"other content of {baseline.Spec.Data}", $"its own content of {arm.Spec.Data}")
            : ($"{baseline.Spec.Data} of {string.Join(", ", fields.Select(f => f.Baseline))}", $"{arm.Spec.Data} of {string.Join(", ", fields.Select(f => f.Arm))}");
    }

    private static IEnumerable<(string Baseline, string Arm)> Differing(string baseline, string arm)
    {
        using JsonDocument one = JsonDocument.Parse(baseline), other = JsonDocument.Parse(arm);
        var found = new List<(string, string)>();
        foreach (var field in one.RootElement.EnumerateObject())
        {
            if (!other.RootElement.TryGetProperty(field.Name, out var value) || JsonElement.DeepEquals(field.Value, value)) continue;
            found.Add(($"{field.Name} {Text(field.Value)}", $"{field.Name} {Text(value)}"));
        }

        return found;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "none",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
