using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The rope_scaling of a language model's config.json.</summary>
internal static class RopeScalingDescription
{
    private const string Field = "rope_scaling";

    /// <exception cref="CheckpointException">It is of a kind that is not computed, or a setting is missing.</exception>
    public static RopeScaling? Read(DescriptionReader description)
    {
        if (!description.Has(Field)) return null;
        var reader = description.Object(Field);
        // Older files say "type"; transformers takes "rope_type" first.
        var kind = reader.Text("rope_type", reader.Text("type", "default"));
        return kind switch
        {
            "default" => null,
            "linear" => new LinearRopeScaling(reader.Double("factor")),
            "llama3" => new Llama3RopeScaling(
                reader.Double("factor"), reader.Double("low_freq_factor"), reader.Double("high_freq_factor"), (int)reader.Double("original_max_position_embeddings")),
            _ => throw new CheckpointException(
                $"{reader.Path}: rope_scaling is of type '{kind}'; supported are llama3, linear and none. Positions up to the original length do not need it: "
                + "set rope_scaling to null in config.json if nothing longer is read"),
        };
    }

    public static JsonNode? Write(RopeScaling? scaling) => scaling switch
    {
        null => null,
        LinearRopeScaling linear => new JsonObject { ["factor"] = PythonNumber.Of(linear.Factor), ["rope_type"] = linear.Kind },
        Llama3RopeScaling llama => new JsonObject
        {
            ["factor"] = PythonNumber.Of(llama.Factor),
            ["high_freq_factor"] = PythonNumber.Of(llama.HighFrequency),
            ["low_freq_factor"] = PythonNumber.Of(llama.LowFrequency),
            ["original_max_position_embeddings"] = llama.OriginalLength,
            ["rope_type"] = llama.Kind,
        },
        _ => throw new ArgumentException($"no description is listed for {scaling.GetType().Name}"),
    };
}
