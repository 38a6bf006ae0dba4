using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Adapters;

/// <summary>
/// Adapters in PEFT's layout (https://huggingface.co/docs/peft/developer_guides/checkpoint): <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>, whose
/// names begin with <c>base_model.model.</c>.
/// </summary>
public static class AdapterFolder
{
    /// <summary>The file that says what the adapters are.</summary>
    public const string DescriptionName = "adapter_config.json";

    /// <summary>The file of their matrices.</summary>
    public const string WeightsName = "adapter_model.safetensors";

    private const string Prefix = "base_model.model.";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes both files; the same adapters give the same bytes.</summary>
    /// <param name="adapters">The adapters, not merged or merged alike.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(LowRankAdapters adapters, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, DescriptionName), Describe(adapters).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n", new UTF8Encoding(false));
        TensorFile.Save(Path.Combine(folder, WeightsName), adapters.Parameters.ToDictionary(p => Prefix + p.Name, p => (Tensor)p.Parameter, StringComparer.Ordinal));
    }

    /// <summary>Reads a folder's matrices into adapters of the same layers and rank.</summary>
    /// <param name="adapters">The adapters.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged, or its tensors are not those of the adapters.</exception>
    public static void Load(LowRankAdapters adapters, string folder)
    {
        var path = Path.Combine(folder, WeightsName);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var tensors = TensorFile.Load(path);
        var wanted = adapters.Parameters.ToDictionary(p => Prefix + p.Name, p => p.Parameter, StringComparer.Ordinal);
        var faults = wanted.Keys.Except(tensors.Keys).Select(name => $"{name} is missing")
            .Concat(tensors.Keys.Except(wanted.Keys).Select(name => $"{name} is unexpected"))
            .Concat(wanted.Where(p => tensors.TryGetValue(p.Key, out var stored) && !stored.shape.SequenceEqual(p.Value.shape)).Select(p => $"{p.Key} is misshapen"))
            .Order(StringComparer.Ordinal).ToList();
        if (faults.Count > 0) throw new CheckpointException($"{path} does not fit the adapters: {string.Join("; ", faults.Take(12))}{(faults.Count > 12 ? $" and {faults.Count - 12} more" : "")}");
        foreach (var (name, parameter) in wanted) parameter.copy_(tensors[name]);
    }

    // Every layer by its full name: last names alone would also match the other tower's q_proj.
    private static JsonObject Describe(LowRankAdapters adapters) => new()
    {
        ["alpha_pattern"] = new JsonObject(),
        ["auto_mapping"] = null,
        ["base_model_name_or_path"] = null,
        ["bias"] = "none",
        ["fan_in_fan_out"] = false,
        ["inference_mode"] = true,
        ["init_lora_weights"] = true,
        ["layer_replication"] = null,
        ["layers_pattern"] = null,
        ["layers_to_transform"] = null,
        ["loftq_config"] = new JsonObject(),
        ["lora_alpha"] = adapters.Shape.Alpha,
        ["lora_dropout"] = adapters.Shape.Dropout,
        ["megatron_config"] = null,
        ["megatron_core"] = "megatron.core",
        ["modules_to_save"] = null,
        ["peft_type"] = "LORA",
        ["r"] = adapters.Shape.Rank,
        ["rank_pattern"] = new JsonObject(),
        ["revision"] = null,
        ["target_modules"] = new JsonArray([.. adapters.Layers.Select(name => JsonValue.Create(name))]),
        ["task_type"] = null,
        ["use_dora"] = false,
        ["use_rslora"] = false,
    };
}
