namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>
/// The language model that a config.json describes: qwen2 or llama, or the <c>text_config</c> of a multimodal model. What it leaves out has the defaults of the
/// configuration classes in transformers 4.46.
/// </summary>
internal static class LanguageConfig
{
    /// <summary>Longest sequence that is taken over from a checkpoint; published ones say 32,768 and more, which no training here is meant to fill.</summary>
    public const int MostLength = 2048;

    private const string Whose = "the language model's";
    private static readonly string[] Types = ["qwen2", "llama"];

    /// <summary>Model types that have one inside, and the type of a text_config that does not say its own.</summary>
    private static readonly Dictionary<string, string> Holders = new() { ["llava"] = "llama", ["llava_onevision"] = "qwen2" };

    /// <summary>The language model, or null with a problem noted.</summary>
    public static LanguageModelSpec? Read(ConfigMap root)
    {
        var type = root.Text("model_type", "");
        if (Types.Contains(type)) return Of(root.As(Whose), type);
        if (!Holders.TryGetValue(type, out var usual))
        {
            root.Misfit($"model_type is '{type}'; a language model is taken out of {string.Join(", ", Types.Concat(Holders.Keys).SkipLast(1))} or {Holders.Keys.Last()}");
            return null;
        }

        if (root.Inside("text_config", Whose, needed: true) is not { } text) return null;
        int before = text.Problems.Count;
        var inner = text.Supported("model_type", usual, Types);
        return text.Problems.Count > before ? null : Of(text, inner);
    }

    private static LanguageModelSpec Of(ConfigMap map, string type)
    {
        map.Supported("hidden_act", "silu", "silu");
        bool qwen = type == "qwen2";
        if (qwen) map.MustBe("use_sliding_window", false, supported: false);
        else
        {
            map.MustBe("attention_bias", false, supported: false);
            map.MustBe("mlp_bias", false, supported: false);
            if (map.Whole("pretraining_tp", 1) is var slices and not 1) map.Unsupported("pretraining_tp", $"{slices}", "1");
        }

        int heads = map.Whole("num_attention_heads", 32), width = map.Whole("hidden_size", 4096);
        var head = qwen ? null : map.WholeOrNull("head_dim");
        int keys = map.Whole("num_key_value_heads", qwen ? 32 : heads);
        if (head is null && width % heads != 0) map.Misfit($"num_attention_heads {heads} does not divide hidden_size {width}");
        else if ((head ?? width / heads) % 2 != 0) map.Misfit($"heads of {head ?? width / heads} values are of an odd width, which the rotary embedding cannot turn");
        if (heads % keys != 0) map.Misfit($"num_key_value_heads {keys} does not divide num_attention_heads {heads}");
        return new()
        {
            Arch = type, Width = width, Depth = map.Whole("num_hidden_layers", 32), Heads = heads, KvHeads = keys, HeadDim = head == width / heads ? null : head,
            MlpWidth = map.Whole("intermediate_size", qwen ? 22016 : 11008), TieEmbeddings = map.Truth("tie_word_embeddings", false), RopeTheta = map.Real("rope_theta", 10_000),
            RopeScaling = Scaling(map, qwen), MaxLength = map.Whole("max_position_embeddings", qwen ? 32768 : 2048), Vocabulary = map.Whole("vocab_size", qwen ? 151936 : 32000),
        };
    }

    private static RopeScalingSpec? Scaling(ConfigMap map, bool qwen)
    {
        if (map.Inside("rope_scaling", "rope_scaling's", needed: false) is not { } scaling) return null;
        var type = scaling.Text("rope_type", scaling.Text("type", "default"));
        if (type == "default") return null;
        if (qwen || type != "llama3")
        {
            map.Unsupported("rope_scaling", $"of type '{type}'", qwen ? "none" : "'llama3'");
            return null;
        }

        var d = new RopeScalingSpec();
        return new()
        {
            Factor = scaling.Real("factor", d.Factor), LowFrequency = scaling.Real("low_freq_factor", d.LowFrequency), HighFrequency = scaling.Real("high_freq_factor", d.HighFrequency),
            OriginalLength = scaling.Whole("original_max_position_embeddings", d.OriginalLength),
        };
    }
}
