using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Tests.Models.Checkpoints;

public sealed class GenerationFileTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-generation-").FullName;

    // Qwen/Qwen2.5-1.5B-Instruct as it is published, its repetition penalty set to none.
    [Fact]
    public void A_published_file_gives_its_stop_tokens_and_its_sampling()
    {
        Write("""
            {"bos_token_id": 151643, "pad_token_id": 151643, "do_sample": true, "eos_token_id": [151645, 151643], "repetition_penalty": 1.0, "temperature": 0.7,
             "top_p": 0.8, "top_k": 20, "transformers_version": "4.37.0"}
            """);
        var settings = GenerationFile.Read(folder, 32);
        Assert.Equal([151645, 151643], settings.StopTokens);
        Assert.Equal((32, 0.7, 20, 0.8, true), (settings.MaxNewTokens, settings.Temperature, settings.TopK, settings.TopP, settings.Samples));
    }

    [Fact]
    public void What_a_file_does_not_say_is_HuggingFace_s_default()
    {
        Write("""{"do_sample": true, "eos_token_id": 7}""");
        var settings = GenerationFile.Read(folder, 1);
        Assert.Equal((1.0, 50, 1.0), (settings.Temperature, settings.TopK, settings.TopP));
        Assert.Equal([7], settings.StopTokens);
        Write("""{"eos_token_id": 7, "temperature": 0.6, "top_p": 0.9}""");
        Assert.False(GenerationFile.Read(folder, 1).Samples);
        Write("""{"do_sample": true, "eos_token_id": 7, "top_k": 0}""");
        Assert.Null(GenerationFile.Read(folder, 1).TopK);
    }

    [Fact]
    public void Without_a_file_it_is_greedy_and_stops_where_the_description_says()
    {
        using var model = Samples.NewMultimodalModel(1, Samples.Language with { Marks = new MarkTokens { Ends = [4, 9] } });
        MultimodalCheckpoint.Save(model, folder);
        Assert.Equal([4, 9], GenerationFile.Read(folder, 5).StopTokens); // written beside the weights
        File.Delete(Path.Combine(folder, "generation_config.json"));
        var settings = GenerationFile.Read(folder, 5);
        Assert.Equal([4, 9], settings.StopTokens);
        Assert.False(settings.Samples);
    }

    [Fact]
    public void Stop_tokens_are_read_whatever_else_the_file_asks_for()
    {
        Write("""{"eos_token_id": [5, 6], "repetition_penalty": 1.1, "do_sample": true}""");
        Assert.Equal([5, 6], GenerationFile.StopTokens(folder));
    }

    [Theory]
    [InlineData("""{"num_beams": 4, "eos_token_id": 1}""", "num_beams is 4; supported is 1")]
    [InlineData("""{"repetition_penalty": 1.1, "eos_token_id": 1}""", "repetition_penalty is 1.1; supported is 1")]
    [InlineData("""{"do_sample": true, "top_p": 2.0, "eos_token_id": 1}""", "TopP is 2")]
    [InlineData("""{"eos_token_id": "x"}""", "eos_token_id is \"x\"")]
    [InlineData("[]", "is not a JSON object")]
    public void What_is_not_computed_or_out_of_range_is_refused(string text, string message)
    {
        Write(text);
        var error = Assert.Throws<CheckpointException>(() => GenerationFile.Read(folder, 1)).Message;
        Assert.Contains(message, error);
        Assert.Contains("generation_config.json", error);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(folder, "generation_config.json"), text);
}
