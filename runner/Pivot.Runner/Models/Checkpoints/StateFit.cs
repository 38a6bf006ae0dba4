using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>How a checkpoint's tensors fit a module's parameters: what is missing, unexpected and misshapen, all at once.</summary>
internal sealed class StateFit
{
    private const int MostListed = 12;

    private StateFit(IReadOnlyList<string> faults, string? mend) => (Faults, Mend) = (faults, mend);

    /// <summary>A text for each kind of fault, with the count and the first names; empty where everything fits.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What all the faults together look like, and how to mend that; or null.</summary>
    public string? Mend { get; }

    /// <summary>Compares names and shapes; no value is read.</summary>
    /// <param name="module">The module, on any device, torch's "meta" included.</param>
    /// <param name="tensors">The checkpoint.</param>
    /// <param name="prefix">What precedes the module's names in the checkpoint; tensors without it are not the module's.</param>
    /// <param name="ignore">Says which of the checkpoint's tensors may go unused, by their whole names; null for none of those that carry the prefix.</param>
    public static StateFit Of(torch.nn.Module module, CheckpointTensors tensors, string prefix, Func<string, bool>? ignore)
    {
        var parameters = module.named_parameters().ToDictionary(entry => prefix + entry.name, entry => entry.parameter.shape, StringComparer.Ordinal);
        var missing = parameters.Keys.Where(name => !tensors.Has(name)).Order(StringComparer.Ordinal).ToList();
        var unexpected = tensors.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)
            && !parameters.ContainsKey(name) && !KnownBuffers.Has(name) && ignore?.Invoke(name) != true).ToList();
        var misshapen = parameters.Where(pair => tensors.Has(pair.Key))
            .Select(pair => (Name: pair.Key, Own: pair.Value, Stored: tensors.Entry(pair.Key).Shape))
            .Where(pair => !pair.Own.SequenceEqual(pair.Stored))
            .Select(pair => $"{pair.Name} is [{string.Join(", ", pair.Stored)}], the model's is [{string.Join(", ", pair.Own)}]")
            .Order(StringComparer.Ordinal).ToList();
        var faults = new List<string>();
        Add(faults, "missing", missing);
        Add(faults, "unexpected", unexpected);
        Add(faults, "misshapen", misshapen);
        return new StateFit(faults, missing.Count == 0 ? null : NameShift.Between(missing, [.. tensors.Names.Where(name => !parameters.ContainsKey(name))])?.Mend());
    }

    /// <exception cref="CheckpointException">Something does not fit; the message lists all of it.</exception>
    public void Require(string folder)
    {
        if (Faults.Count > 0) throw new CheckpointException($"{folder} does not fit the model: {string.Join("; ", Faults)}{(Mend is null ? "" : $". {Mend}")}");
    }

    private static void Add(List<string> faults, string kind, List<string> names)
    {
        if (names.Count == 0) return;
        var more = names.Count > MostListed ? $" and {names.Count - MostListed} more" : "";
        faults.Add($"{names.Count} {kind}: {string.Join(", ", names.Take(MostListed))}{more}");
    }
}
