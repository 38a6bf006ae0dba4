using Pivot.Dsl.Specs;
using Pivot.Runner.Models.Adapters;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>The adapters that a stage's <c>lora</c> asks for, and the model's parts as they are then trained.</summary>
public sealed class AdaptedParts : IDisposable
{
    private readonly LowRankAdapters _adapters;

    private AdaptedParts(LowRankAdapters adapters, AdapterNoise noise, IReadOnlyList<ModelPart> parts) => (_adapters, Noise, Parts) = (adapters, noise, parts);

    /// <summary>Where the training is.</summary>
    public AdapterNoise Noise { get; }

    /// <summary>The parts: of an adapted one the adapters' parameters, of the others their own.</summary>
    public IReadOnlyList<ModelPart> Parts { get; }

    /// <summary>The adapters.</summary>
    public LowRankAdapters Adapters => _adapters;

    /// <summary>Gives the parts that a spec names their adapters, or null where it names none.</summary>
    /// <param name="context">The stage's context.</param>
    /// <param name="spec">The stage's training fields.</param>
    /// <param name="model">The whole model.</param>
    /// <param name="parts">Its parts.</param>
    /// <exception cref="StageException">A name is no layer's.</exception>
    public static AdaptedParts? Attach(StageContext context, TrainingStageSpec spec, torch.nn.Module model, IReadOnlyList<ModelPart> parts)
    {
        if (spec.Lora is not { } lora) return null;
        var own = parts.Where(part => lora.Parts.Contains(part.Name)).ToDictionary(part => part.Name, part => part.Parameters.Select(p => p.Name).ToHashSet());
        var noise = new AdapterNoise(context.Node.Seed ?? 0);
        try
        {
            var adapters = LowRankAdapters.Attach(model, layer => own.Values.Any(names => names.Contains($"{layer}.weight")), [.. lora.Targets],
                new AdapterShape(lora.Rank, lora.Alpha, lora.Dropout), noise);
            return new AdaptedParts(adapters, noise, [.. parts.Select(part => own.TryGetValue(part.Name, out var names) ? Adapted(part, names, adapters) : part)]);
        }
        catch (ArgumentException problem)
        {
            throw new StageException($"stage `{context.Node.Stage}`, lora: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _adapters.Dispose();

    private static ModelPart Adapted(ModelPart part, HashSet<string> names, LowRankAdapters adapters) =>
        new(part.Name, [.. adapters.Parameters.Where(p => names.Contains(p.Name[..^".lora_A.weight".Length] + ".weight"))]);
}
