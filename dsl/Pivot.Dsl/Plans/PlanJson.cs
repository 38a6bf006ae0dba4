using System.Text.Json;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans;

/// <summary>
/// A plan for programs: <c>{name, hash, trials, stages_requested, stages_distinct, stages_cached, arms:[...], forecast, to_fetch:[{path,what,name,command}],
/// nodes:[{key,stage,kind,parents,arms,seeds,cached,counts,parameters,trainable_parameters,forecast}]}</c>, nodes after their parents. What was not
/// counted is null.
/// </summary>
public static class PlanJson
{
    /// <summary>The plan as indented JSON.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="page">What is shown besides it.</param>
    public static string Render(Plan plan, PlanPage page)
    {
        return IndentedJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", plan.Name);
            json.WriteString("hash", plan.Hash);
            json.WriteNumber("trials", plan.Trials.Count);
            json.WriteNumber("stages_requested", plan.StagesRequested);
            json.WriteNumber("stages_distinct", plan.Nodes.Count);
            json.WriteNumber("stages_cached", plan.Nodes.Count(n => page.IsCached(n.Key)));
            Strings(json, "arms", plan.Arms);
            Write(json, page.Forecast);
            Write(json, plan.ToFetch);
            json.WriteStartArray("nodes");
            foreach (var node in plan.Nodes) Write(json, node, page);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<FetchItem> items)
    {
        json.WriteStartArray("to_fetch");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("path", item.Path);
            json.WriteString("what", item.What);
            json.WriteString("name", item.Name);
            json.WriteString("command", item.Command);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PlanForecast? forecast)
    {
        if (forecast is null)
        {
            json.WriteNull("forecast");
            return;
        }

        json.WriteStartObject("forecast");
        json.WriteString("device", forecast.Device);
        json.WriteNumber("workers", forecast.Workers);
        json.WriteNumber("seconds", Math.Round(forecast.Seconds, 3));
        json.WriteNumber("wall_seconds", Math.Round(forecast.WallSeconds, 3));
        json.WriteNumber("stages_unknown", forecast.Unknown);
        json.WriteNumber("peak_memory", forecast.PeakMemory);
        json.WriteNumber("disk", forecast.DiskBytes);
        json.WriteStartArray("basis");
        foreach (var basis in forecast.Bases)
        {
            json.WriteStartObject();
            json.WriteString("basis", basis.Basis);
            json.WriteNumber("stages", basis.Stages);
            json.WriteNumber("seconds", Math.Round(basis.Seconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanNode node, PlanPage page)
    {
        json.WriteStartObject();
        json.WriteString("key", node.Key);
        json.WriteString("stage", node.Stage);
        json.WriteString("kind", node.Spec.Kind);
        Strings(json, "parents", node.Parents.Values);
        Strings(json, "arms", node.Arms);
        json.WriteStartArray("seeds");
        foreach (var seed in node.Seeds) json.WriteNumberValue(seed);
        json.WriteEndArray();
        json.WriteBoolean("cached", page.IsCached(node.Key));
        Write(json, node.Counts);
        Write(json, page.Forecast?.Stages[node.Key]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DataCounts? counts)
    {
        if (counts is null)
        {
            json.WriteNull("counts");
            return;
        }

        json.WriteStartObject("counts");
        json.WriteNumber("train", counts.Train);
        json.WriteNumber("test", counts.Test);
        json.WriteNumber("tokens_per_row", Math.Round(counts.TokensPerRow, 2));
        json.WriteNumber("classes", counts.Classes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StageForecast? forecast)
    {
        Number(json, "parameters", forecast?.Cost.Parameters);
        Number(json, "trainable_parameters", forecast?.Cost.TrainableParameters);
        if (forecast is null)
        {
            json.WriteNull("forecast");
            return;
        }

        json.WriteStartObject("forecast");
        Number(json, "updates", forecast.Cost.Updates);
        Number(json, "flops", forecast.Cost.Flops);
        Number(json, "seconds", forecast.Seconds is { } seconds ? Math.Round(seconds, 3) : null);
        Number(json, "memory", forecast.Cost.PeakMemory);
        Number(json, "stored", forecast.Cost.StoredBytes);
        json.WriteString("basis", forecast.Basis);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
