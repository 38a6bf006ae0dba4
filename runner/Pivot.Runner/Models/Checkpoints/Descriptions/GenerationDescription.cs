using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>
/// generation_config.json of a language model that came without one: what transformers 4.46 takes out of config.json (its GenerationConfig.from_model_config),
/// written as differences from its own defaults.
/// </summary>
internal static class GenerationDescription
{
    // The fields of generation that stand in a model's config, with transformers' defaults.
    private static readonly JsonObject Defaults = JsonNode.Parse(
        """
        {
          "bos_token_id": null, "eos_token_id": null, "pad_token_id": null, "decoder_start_token_id": null, "forced_bos_token_id": null, "forced_eos_token_id": null,
          "max_length": 20, "min_length": 0, "do_sample": false, "early_stopping": false, "num_beams": 1, "num_beam_groups": 1, "diversity_penalty": 0.0,
          "temperature": 1.0, "top_k": 50, "top_p": 1.0, "typical_p": 1.0, "repetition_penalty": 1.0, "length_penalty": 1.0, "no_repeat_ngram_size": 0,
          "encoder_no_repeat_ngram_size": 0, "bad_words_ids": null, "num_return_sequences": 1, "remove_invalid_values": false, "exponential_decay_length_penalty": null,
          "suppress_tokens": null, "begin_suppress_tokens": null, "use_cache": true
        }
        """)!.AsObject();

    /// <summary>The file for a model with this config.json. A field of the whole goes before one of <c>text_config</c>.</summary>
    public static JsonObject Of(JsonObject config)
    {
        var generation = new JsonObject { ["_from_model_config"] = true, ["transformers_version"] = DescriptionVersion.Transformers };
        foreach (var (name, standard) in Defaults)
        {
            var value = Told(config, name, standard) ?? (config["text_config"] is JsonObject text ? Told(text, name, standard) : null);
            if (value is not null) generation[name] = value.DeepClone();
        }
        return DescriptionVersion.Sorted(generation);
    }

    private static JsonNode? Told(JsonObject config, string name, JsonNode? standard)
    {
        var value = config[name] ?? Standing(config, name);
        return value is null || JsonNode.DeepEquals(value, standard) ? null : value;
    }

    // LlamaConfig has token ids of its own where config.json says nothing.
    private static JsonNode? Standing(JsonObject config, string name) =>
        (config["model_type"]?.GetValue<string>(), name) switch
        {
            ("llama", "bos_token_id") when !config.ContainsKey(name) => 1,
            ("llama", "eos_token_id") when !config.ContainsKey(name) => 2,
            _ => null,
        };
}
