using System.Text.Json;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>
/// A stage's graph for programs: <c>{key, stage, kind, cost: {...}, components: [{name, parameters, trainable}], root: {name, type, input, output, trained,
/// flops, activations, parameters: [{name, shape, type, tied}], children: [...]}}</c>. Operations and activations are of one sample, the children's included.
/// </summary>
public static class GraphJson
{
    /// <summary>The graph as indented JSON.</summary>
    /// <param name="node">The stage's node.</param>
    /// <param name="plan">Its plan.</param>
    public static string Render(PlanNode node, Plan plan)
    {
        return IndentedJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("key", node.Key);
            json.WriteString("stage", node.Stage);
            json.WriteString("kind", node.Spec.Kind);
            Cost(json, StageCosts.Of(node, plan));
            json.WritePropertyName("root");
            if (StageModules.Of(node, plan) is { } root) Module(json, root);
            else json.WriteNullValue();
            json.WriteEndObject();
        });
    }

    private static void Cost(Utf8JsonWriter json, StageCost cost)
    {
        json.WriteStartObject("cost");
        json.WriteNumber("parameters", cost.Parameters);
        json.WriteNumber("trainable", cost.TrainableParameters);
        json.WriteNumber("updates", cost.Updates);
        json.WriteNumber("effective_batch", cost.EffectiveBatch);
        Number(json, "samples", cost.Samples);
        Number(json, "tokens", cost.Tokens);
        Number(json, "flops", cost.Flops);
        json.WriteNumber("peak_memory_bytes", cost.PeakMemory);
        json.WriteNumber("stored_bytes", cost.StoredBytes);
        json.WriteNumber("working_bytes", cost.WorkingBytes);
        json.WriteBoolean("upper_bound", cost.IsUpperBound);
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (var component in cost.Components)
        {
            json.WriteStartObject();
            json.WriteString("name", component.Name);
            json.WriteNumber("parameters", component.Parameters);
            json.WriteNumber("trainable", component.Trainable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Module(Utf8JsonWriter json, ModuleNode node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("type", node.Type);
        json.WriteString("input", node.Input);
        json.WriteString("output", node.Output);
        json.WriteBoolean("trained", node.TrainedCount > 0);
        json.WriteNumber("flops", node.Flops);
        json.WriteNumber("activations", node.Activations);
        json.WriteStartArray("parameters");
        foreach (var parameter in node.Parameters) Parameter(json, parameter);
        json.WriteEndArray();
        json.WriteStartArray("children");
        foreach (var child in node.Children) Module(json, child);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, ParameterNode parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteStartArray("shape");
        foreach (var size in parameter.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteString("type", parameter.Type);
        json.WriteBoolean("tied", parameter.Tied);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
