using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The object in a whole model's config.json that describes a part, as the part's own config.json would say it.</summary>
internal static class PartDescription
{
    // What transformers 4.46 writes into every object inside a config.json, its base class's fields and defaults; at the top it leaves them out.
    private static readonly JsonObject Base = JsonNode.Parse(
        """
        {
          "_attn_implementation_autoset": false, "_name_or_path": "", "add_cross_attention": false, "architectures": null, "bad_words_ids": null,
          "begin_suppress_tokens": null, "bos_token_id": null, "chunk_size_feed_forward": 0, "cross_attention_hidden_size": null, "decoder_start_token_id": null,
          "diversity_penalty": 0.0, "do_sample": false, "early_stopping": false, "encoder_no_repeat_ngram_size": 0, "eos_token_id": null,
          "exponential_decay_length_penalty": null, "finetuning_task": null, "forced_bos_token_id": null, "forced_eos_token_id": null,
          "id2label": { "0": "LABEL_0", "1": "LABEL_1" }, "is_decoder": false, "is_encoder_decoder": false, "label2id": { "LABEL_0": 0, "LABEL_1": 1 },
          "length_penalty": 1.0, "max_length": 20, "min_length": 0, "no_repeat_ngram_size": 0, "num_beam_groups": 1, "num_beams": 1, "num_return_sequences": 1,
          "output_attentions": false, "output_hidden_states": false, "output_scores": false, "pad_token_id": null, "prefix": null, "problem_type": null,
          "pruned_heads": {}, "remove_invalid_values": false, "repetition_penalty": 1.0, "return_dict": true, "return_dict_in_generate": false, "sep_token_id": null,
          "suppress_tokens": null, "task_specific_params": null, "temperature": 1.0, "tf_legacy_loss": false, "tie_encoder_decoder": false, "tokenizer_class": null,
          "top_k": 50, "top_p": 1.0, "torch_dtype": null, "torchscript": false, "typical_p": 1.0, "use_bfloat16": false
        }
        """)!.AsObject();

    /// <summary>Takes the object out of a copy of the whole.</summary>
    /// <param name="whole">The whole model's config.json.</param>
    /// <param name="field">The object's name in it.</param>
    public static JsonObject Of(JsonObject whole, string field)
    {
        var part = whole[field]?.DeepClone().AsObject() ?? [];
        foreach (var (name, standard) in Base)
            if (part.ContainsKey(name) && JsonNode.DeepEquals(part[name], standard)) part.Remove(name);
        return part;
    }
}
