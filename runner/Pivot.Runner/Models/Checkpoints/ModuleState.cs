using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A module's parameters by HuggingFace's names, and back.</summary>
public static class ModuleState
{
    private const int MostListed = 12;

    /// <summary>The module's own parameters (not copies), by name.</summary>
    public static Dictionary<string, Tensor> Of(nn.Module module) =>
        module.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter, StringComparer.Ordinal);

    /// <summary>Copies a checkpoint's tensors into a module's parameters, converting their type.</summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="tensors">The checkpoint.</param>
    /// <param name="prefix">What precedes the module's names in the checkpoint; tensors without it are not the module's.</param>
    /// <param name="ignore">Says which of the checkpoint's tensors may go unused; null for none of those that carry the prefix.</param>
    /// <exception cref="CheckpointException">Tensors are missing, unexpected or misshapen; the message lists them. Nothing was loaded then.</exception>
    public static void Load(nn.Module module, CheckpointTensors tensors, string prefix = "", Func<string, bool>? ignore = null)
    {
        var parameters = Of(module);
        var missing = parameters.Keys.Where(name => !tensors.Has(prefix + name)).Order(StringComparer.Ordinal).ToList();
        var unexpected = tensors.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)
            && !parameters.ContainsKey(name[prefix.Length..]) && ignore?.Invoke(name) != true).ToList();
        var misshapen = parameters.Where(pair => tensors.Has(prefix + pair.Key))
            .Select(pair => (Name: prefix + pair.Key, Own: pair.Value.shape, Stored: tensors.Entry(prefix + pair.Key).Shape))
            .Where(pair => !pair.Own.SequenceEqual(pair.Stored))
            .Select(pair => $"{pair.Name} is [{string.Join(", ", pair.Stored)}], the model's is [{string.Join(", ", pair.Own)}]")
            .Order(StringComparer.Ordinal).ToList();
        var faults = new List<string>();
        Add(faults, "missing", [.. missing.Select(name => prefix + name)]);
        Add(faults, "unexpected", unexpected);
        Add(faults, "misshapen", misshapen);
        if (faults.Count > 0) throw new CheckpointException($"{tensors.Folder} does not fit the model: {string.Join("; ", faults)}");

        using var noGrad = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            using var scope = NewDisposeScope();
            parameter.copy_(tensors.Read(prefix + name));
        }
    }

    private static void Add(List<string> faults, string kind, List<string> names)
    {
        if (names.Count == 0) return;
        var more = names.Count > MostListed ? $" and {names.Count - MostListed} more" : "";
        faults.Add($"{names.Count} {kind}: {string.Join(", ", names.Take(MostListed))}{more}");
    }
}
