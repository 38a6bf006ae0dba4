using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Adapters;

/// <summary>The low-rank adapters of a model, in the order of its layers.</summary>
public sealed class LowRankAdapters : IDisposable
{
    private readonly List<LowRankAdapter> adapters;

    private LowRankAdapters(AdapterShape shape, List<LowRankAdapter> adapters) => (Shape, this.adapters) = (shape, adapters);

    /// <summary>What they have in common.</summary>
    public AdapterShape Shape { get; }

    /// <summary>Names of the layers that have one.</summary>
    public IReadOnlyList<string> Layers => [.. adapters.Select(adapter => adapter.Name)];

    /// <summary>Their parameters, by PEFT's names without its prefix: <c>LAYER.lora_A.weight</c> [r, in], <c>LAYER.lora_B.weight</c> [out, r].</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters =>
        [.. adapters.SelectMany(adapter => new[] { ($"{adapter.Name}.lora_A.weight", adapter.Down), ($"{adapter.Name}.lora_B.weight", adapter.Up) })];

    /// <summary>Gives linear layers of a model an adapter each.</summary>
    /// <param name="model">The model.</param>
    /// <param name="belongs">Which layers, by their full names, come into question.</param>
    /// <param name="targets">Their last names (<c>q_proj</c>); empty for all but the output head, <c>lm_head</c>.</param>
    /// <param name="shape">Rank, alpha and dropout.</param>
    /// <param name="noise">Seed of the first values and place of the dropout.</param>
    /// <exception cref="ArgumentException">No layer has one of the names, or a value of the shape is out of its range.</exception>
    public static LowRankAdapters Attach(
        nn.Module model, Func<string, bool> belongs, IReadOnlyCollection<string> targets, AdapterShape shape, AdapterNoise noise)
    {
        shape.Check();
        var layers = model.named_modules().Where(entry => entry.module is LinearLayer && belongs(entry.name)).Select(entry => (entry.name, (LinearLayer)entry.module)).ToList();
        var unknown = targets.Where(target => layers.TrueForAll(layer => LastName(layer.name) != target)).ToList();
        if (unknown.Count > 0)
        {
            throw new ArgumentException($"no linear layer is called {string.Join(", ", unknown)}; there are " +
                string.Join(", ", layers.Select(layer => LastName(layer.name)).Distinct().Order(StringComparer.Ordinal)));
        }

        var chosen = layers.Where(layer => targets.Count > 0 ? targets.Contains(LastName(layer.name)) : LastName(layer.name) != "lm_head").ToList();
        if (chosen.Count == 0) throw new ArgumentException("there is no linear layer to adapt");
        var adapters = new List<LowRankAdapter>(chosen.Count);
        foreach (var (name, layer) in chosen)
        {
            adapters.Add(new LowRankAdapter(name, layer, shape, noise));
            layer.Adapter = adapters[^1];
        }

        return new LowRankAdapters(shape, adapters);
    }

    /// <summary>Adds every adapter's change to its layer's matrix; the layers are as any others afterwards.</summary>
    public void Merge()
    {
        foreach (var adapter in adapters) adapter.Merge();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var adapter in adapters) adapter.Dispose();
    }

    private static string LastName(string name) => name[(name.LastIndexOf('.') + 1)..];
}
