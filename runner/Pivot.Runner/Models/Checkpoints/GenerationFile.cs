using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>How the model in a folder generates when nothing else is said: generation_config.json, with the defaults of HuggingFace's GenerationConfig (4.46).</summary>
public static class GenerationFile
{
    /// <summary>The tokens at which the model ends a text: eos_token_id of generation_config.json, where it has none of config.json.</summary>
    /// <param name="folder">The folder of a language model, or of a whole model.</param>
    /// <exception cref="CheckpointException">A file cannot be read, or the folder has no language model.</exception>
    public static IReadOnlyList<int> StopTokens(string folder)
    {
        var path = Path.Combine(folder, PassedFiles.Generation);
        if (File.Exists(path) && DescriptionFile.ReadFile(path).Reader is var reader && reader.Has(MarkTokensDescription.End)) return reader.Ints(MarkTokensDescription.End);
        var description = CheckpointDescription.Read(folder);
        return description.Language?.Marks.Ends ?? throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', a model without a language model");
    }

    /// <summary>Reads it. A folder without one gives greedy settings that stop at the tokens its config.json names.</summary>
    /// <param name="folder">The folder of a language model, or of a whole model.</param>
    /// <param name="maxNewTokens">Most tokens to add to a row.</param>
    /// <exception cref="CheckpointException">The file cannot be read, a setting is out of range or asks for what is not computed, or the folder has no language model.</exception>
    public static GenerationSettings Read(string folder, int maxNewTokens)
    {
        var path = Path.Combine(folder, PassedFiles.Generation);
        if (!File.Exists(path)) return new GenerationSettings { MaxNewTokens = maxNewTokens, StopTokens = StopTokens(folder) };
        var reader = DescriptionFile.ReadFile(path).Reader;
        reader.MustBe("num_beams", 1);
        reader.MustBe("repetition_penalty", 1);
        reader.MustBe("no_repeat_ngram_size", 0);
        var samples = reader.Bool("do_sample", false);
        return reader.Checked(new GenerationSettings
        {
            MaxNewTokens = maxNewTokens,
            StopTokens = StopTokens(folder),
            Temperature = samples ? reader.Double("temperature", 1) : 0,
            TopK = samples && reader.Int("top_k", 50) is var most and not 0 ? most : null, // 0 is HuggingFace's word for all
            TopP = samples ? reader.Double("top_p", 1) : 1,
        }, settings => settings.Check());
    }
}
