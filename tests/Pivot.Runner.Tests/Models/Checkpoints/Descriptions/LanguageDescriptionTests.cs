using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Tests.Models.Checkpoints.Descriptions;

public class LanguageDescriptionTests
{
    public static TheoryData<string> Folders => [.. Goldens.Folders("qwen2"), .. Goldens.Folders("llama")];

    [Theory, MemberData(nameof(Folders)), Trait("Category", "Golden")]
    public void A_description_is_written_back_as_it_was(string folder)
    {
        var text = File.ReadAllText(Path.Combine(Goldens.Folder(folder), "config.json"));
        var expected = JsonNode.Parse(text)!.AsObject();
        var shape = Read(text);
        var written = LanguageModelCheckpoint.Description(shape);
        written["torch_dtype"] = expected["torch_dtype"]!.DeepClone(); // the weights' affair
        Assert.Equal(expected.ToJsonString(), written.ToJsonString());
    }

    // Qwen/Qwen2.5-1.5B-Instruct as it is published.
    [Fact]
    public void A_published_Qwen_2_5_is_read_and_written_as_transformers_4_46_would()
    {
        const string text = """
            {"architectures": ["Qwen2ForCausalLM"], "attention_dropout": 0.0, "bos_token_id": 151643, "eos_token_id": 151645, "hidden_act": "silu", "hidden_size": 1536,
             "initializer_range": 0.02, "intermediate_size": 8960, "max_position_embeddings": 32768, "max_window_layers": 21, "model_type": "qwen2",
             "num_attention_heads": 12, "num_hidden_layers": 28, "num_key_value_heads": 2, "rms_norm_eps": 1e-06, "rope_theta": 1000000.0, "sliding_window": 32768,
             "tie_word_embeddings": true, "torch_dtype": "bfloat16", "transformers_version": "4.43.1", "use_cache": true, "use_sliding_window": false,
             "vocab_size": 151936}
            """;
        var shape = Read(text);
        Assert.Equal((28, 12, 2, 128, 1e6, true), (shape.NumLayers, shape.NumHeads, shape.NumKvHeads, shape.HeadDim, shape.RopeTheta, shape.TieWordEmbeddings));
        var expected = JsonNode.Parse(text)!.AsObject();
        foreach (var name in new[] { "architectures", "torch_dtype", "transformers_version" }) expected.Remove(name);
        (expected["sliding_window"], expected["max_window_layers"]) = (null, 28); // of a window that is not used; a loaded model's file keeps what it said
        expected["rope_scaling"] = null;
        Assert.True(JsonNode.DeepEquals(expected, LanguageDescriptions.Write(shape)), LanguageDescriptions.Write(shape).ToJsonString());
        Assert.Equal(shape, Read(LanguageDescriptions.Write(shape).ToJsonString()));
    }

    // meta-llama/Llama-3.1-8B-Instruct as it is published.
    [Fact]
    public void A_published_Llama_3_1_is_read_with_its_scaling_and_its_three_stop_tokens()
    {
        var shape = Read("""
            {"architectures": ["LlamaForCausalLM"], "attention_bias": false, "attention_dropout": 0.0, "bos_token_id": 128000, "eos_token_id": [128001, 128008, 128009],
             "hidden_act": "silu", "hidden_size": 4096, "initializer_range": 0.02, "intermediate_size": 14336, "max_position_embeddings": 131072, "mlp_bias": false,
             "model_type": "llama", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "pretraining_tp": 1, "rms_norm_eps": 1e-05,
             "rope_scaling": {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192, "rope_type": "llama3"},
             "rope_theta": 500000.0, "tie_word_embeddings": false, "torch_dtype": "bfloat16", "transformers_version": "4.42.3", "use_cache": true, "vocab_size": 128256}
            """);
        Assert.Equal(new Llama3RopeScaling(8, 1, 4, 8192), shape.RopeScaling);
        Assert.Equal([128001, 128008, 128009], shape.Marks.Ends);
        var written = LanguageDescriptions.Write(shape);
        Assert.Equal(128, (int)written["head_dim"]!); // 4.46 writes it always
        Assert.Equal("[128001,128008,128009]", written["eos_token_id"]!.ToJsonString());
        Assert.Equal(shape, Read(written.ToJsonString()));
    }

    [Fact]
    public void Absent_fields_have_the_class_s_defaults()
    {
        var llama = Read("""{"model_type": "llama"}""");
        Assert.Equal((32000, 4096, 11008, 32, 32, 32, 2048, 1), (llama.VocabSize, llama.EmbedDim, llama.MlpDim, llama.NumLayers, llama.NumHeads, llama.NumKvHeads,
            llama.MaxPositions, llama.Marks.Begin));
        Assert.Equal([2], llama.Marks.Ends);
        Assert.Empty(Read("""{"model_type": "llama", "eos_token_id": null}""").Marks.Ends);
        var qwen = Read("""{"model_type": "qwen2"}""");
        Assert.Equal((151936, 4096, 22016, 32, 32, 32, 32768, false), (qwen.VocabSize, qwen.EmbedDim, qwen.MlpDim, qwen.NumLayers, qwen.NumHeads, qwen.NumKvHeads,
            qwen.MaxPositions, qwen.TieWordEmbeddings));
        Assert.Equal(16, Read("""{"model_type": "qwen2", "num_attention_heads": 16, "num_key_value_heads": null}""").NumKvHeads);
    }

    [Theory]
    [InlineData("qwen2", "\"use_sliding_window\": true", "use_sliding_window is true; supported is false")]
    [InlineData("qwen2", "\"rope_scaling\": {\"type\": \"yarn\", \"factor\": 4.0}", "rope_scaling is of type 'yarn'; supported are llama3, linear and none")]
    [InlineData("llama", "\"rope_scaling\": {\"rope_type\": \"dynamic\", \"factor\": 4.0}", "rope_scaling is of type 'dynamic'")]
    [InlineData("llama", "\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 4.0}", "rope_scaling.low_freq_factor is missing")]
    [InlineData("llama", "\"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 0.5}", "Factor is 0.5")]
    [InlineData("llama", "\"hidden_act\": \"gelu\"", "hidden_act is 'gelu'; supported is 'silu'")]
    [InlineData("llama", "\"attention_dropout\": 0.1", "attention_dropout is 0.1; supported is 0")]
    [InlineData("llama", "\"pretraining_tp\": 2", "pretraining_tp is 2")]
    [InlineData("llama", "\"head_dim\": 5", "the head width is 5")]
    [InlineData("llama", "\"eos_token_id\": [\"a\"]", "must be a list of whole numbers")]
    [InlineData("qwen2", "\"head_dim\": 64", "head_dim is 64")]
    [InlineData("mistral", "\"vocab_size\": 5", "model_type is 'mistral'; supported are qwen2 and llama")]
    public void What_is_not_computed_is_refused_by_name(string type, string field, string message) =>
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => Read($$"""{"model_type": "{{type}}", {{field}}}""")).Message);

    [Theory]
    [InlineData(8, "8.0")]
    [InlineData(1e-6, "1e-06")]
    [InlineData(0.02, "0.02")]
    [InlineData(1e6, "1000000.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(-2.5, "-2.5")]
    public void Floats_are_written_as_Python_writes_them(double value, string text) => Assert.Equal(text, PythonNumber.Of(value).ToJsonString());

    private static LanguageShape Read(string text) => LanguageDescriptions.Read(new DescriptionReader(JsonDocument.Parse(text).RootElement, "config.json"));
}
