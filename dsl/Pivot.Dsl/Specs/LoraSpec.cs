namespace Pivot.Dsl.Specs;

/// <summary>
/// Low-rank adapters (arXiv 2106.09685) in PEFT's form: y = W x + alpha / rank B A dropout(x). The parts' own weights are frozen, the adapters are trained, and the
/// stage leaves the merged model behind, the adapters beside it.
/// </summary>
public sealed record LoraSpec
{
    /// <summary>Rank of the adapters, at least 1.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>What their product is scaled with, divided by the rank; above 0.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Share of the adapter's inputs that are dropped in training, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>Parts that get adapters (<see cref="Specs.Parts"/>).</summary>
    public IReadOnlyList<string> Parts { get; init; } = [Specs.Parts.LanguageModel];

    /// <summary>Names of the linear layers that get one, HuggingFace's last names (<c>q_proj</c>); empty for all of the parts but the output head.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
