using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding.Checkpoints;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A language model: fresh, or out of a checkpoint, whose config.json gives its widths; those that are written as well must agree.</summary>
internal static class LanguageModelBinder
{
    /// <summary>What says all of a language model whose folder is not there and whose name is not known.</summary>
    private static readonly string[] Describing = ["arch", "width", "depth", "heads", "mlp_width"];

    /// <summary>The language model, or null after reporting why there is none.</summary>
    /// <param name="r">The <c>language_model</c> map.</param>
    /// <param name="absent">Receives the folder where it is not there.</param>
    public static LanguageModelSpec? Bind(MapReader r, List<AbsentFolder> absent)
    {
        var d = new LanguageModelSpec();
        var written = new LanguageModelSpec
        {
            Arch = r.Text("arch") ?? d.Arch,
            Width = r.Int("width") ?? d.Width,
            Depth = r.Int("depth") ?? d.Depth,
            Heads = r.Int("heads") ?? d.Heads,
            KvHeads = r.Int("kv_heads"),
            HeadDim = r.Int("head_dim"),
            MlpWidth = r.Int("mlp_width"),
            TieEmbeddings = r.Truth("tie_embeddings") ?? d.TieEmbeddings,
            RopeTheta = r.Real("rope_theta") ?? d.RopeTheta,
            RopeScaling = r.Inside("rope_scaling", Language.RopeScaling) is { } scaling ? RopeScaling(scaling) : null,
            MaxLength = r.Int("max_length") ?? d.MaxLength,
        };
        if (r.Take("checkpoint") is not null) return OfCheckpoint(r, written, absent);
        SpecValidators.Check(written, r);
        return written;
    }

    private static LanguageModelSpec? OfCheckpoint(MapReader r, LanguageModelSpec written, List<AbsentFolder> absent)
    {
        if (PartCheckpoint<LanguageModelSpec>.Read(r, "language model", LanguageConfig.Read, KnownModels.Languages, Describing) is not { } part) return null;
        if (part.Absent is { } folder) absent.Add(folder);
        var found = part.Found ?? written;
        part.Agrees(r, "arch", written.Arch, "model_type", found.Arch);
        part.Agrees(r, "width", written.Width, "hidden_size", found.Width);
        part.Agrees(r, "depth", written.Depth, "num_hidden_layers", found.Depth);
        part.Agrees(r, "heads", written.Heads, "num_attention_heads", found.Heads);
        part.Agrees(r, "kv_heads", written.KvHeads, "num_key_value_heads", found.KvHeads);
        part.Agrees(r, "head_dim", written.HeadDim, "head_dim", found.HeadDim ?? found.Width / Math.Max(1, found.Heads));
        part.Agrees(r, "mlp_width", written.MlpWidth, "intermediate_size", found.MlpWidth);
        part.Agrees(r, "tie_embeddings", written.TieEmbeddings, "tie_word_embeddings", found.TieEmbeddings);
        part.Agrees(r, "rope_theta", written.RopeTheta, "rope_theta", found.RopeTheta);
        part.Agrees(r, "rope_scaling", written.RopeScaling, "rope_scaling", found.RopeScaling);
        var language = found with { Checkpoint = part.Folder, MaxLength = Length(r, written.MaxLength, part, found.MaxLength) };
        SpecValidators.Check(language, r);
        return language;
    }

    private static int Length(MapReader r, int written, PartCheckpoint<LanguageModelSpec> part, int most)
    {
        if (part.Found is null) return written;
        if (r.Take("max_length") is not { } node) return Math.Min(LanguageConfig.MostLength, most);
        if (written <= most || r.Broken.Contains("max_length")) return written;
        r.Broken.Add("max_length");
        r.Bag.Error(DiagnosticCodes.CheckpointMismatch, node.Span, r.PathOf("max_length"), $"'max_length' is {written}; {part.Source} says max_position_embeddings {most}",
            $"set it to at most {most}");
        return most;
    }

    private static RopeScalingSpec RopeScaling(MapReader r)
    {
        var d = new RopeScalingSpec();
        var spec = new RopeScalingSpec
        {
            Factor = r.Real("factor") ?? d.Factor,
            LowFrequency = r.Real("low_frequency") ?? d.LowFrequency,
            HighFrequency = r.Real("high_frequency") ?? d.HighFrequency,
            OriginalLength = r.Int("original_length") ?? d.OriginalLength,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }
}
