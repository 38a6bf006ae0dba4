namespace Pivot.Dsl.Specs;

/// <summary>What every training stage says: what is trained, for how long, how fast. Exactly one of Steps and Epochs is given.</summary>
public abstract record TrainingStageSpec : StageSpec
{
    /// <summary>Parts that are trained (<see cref="Parts"/>); empty means all. The rest are frozen.</summary>
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>Low-rank adapters that stand in for the weights of some parts, or null for none; <c>sft</c> and <c>dpo</c> only.</summary>
    public LoraSpec? Lora { get; init; }

    /// <summary>Optimizer updates.</summary>
    public int? Steps { get; init; }

    /// <summary>Passes over the data, instead of <see cref="Steps"/>.</summary>
    public double? Epochs { get; init; }

    /// <summary>Rows per optimizer update.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Micro-batches an update is made of; divides <see cref="BatchSize"/>.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Peak learning rates.</summary>
    public LearningRateSpec LearningRate { get; init; } = LearningRateSpec.Uniform(1e-3);

    /// <summary>Share of the steps over which the rate rises linearly from 0, in [0, 1).</summary>
    public double Warmup { get; init; } = 0.03;

    /// <summary>What follows the warm-up: <c>cosine</c> (to 0), <c>linear</c> (to 0) or <c>constant</c>.</summary>
    public string Schedule { get; init; } = "cosine";

    /// <summary>AdamW's decoupled weight decay of matrices; biases, norms and embeddings of positions are not decayed.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>AdamW's moment decays.</summary>
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    /// <summary>Largest global gradient norm, above 0.</summary>
    public double ClipNorm { get; init; } = 1.0;

    /// <summary>Steps between evaluations on held-out rows, 0 for none.</summary>
    public int EvaluateEvery { get; init; } = 50;

    /// <summary>Steps between checkpoints a killed stage goes on from, 0 for none.</summary>
    public int CheckpointEvery { get; init; } = 100;
}
