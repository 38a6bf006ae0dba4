namespace Pivot.Runner.Models.Layers;

/// <summary>How a parameter's first values are drawn: a distribution, and what its values are multiplied by.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Gain">The factor; the value itself for <see cref="Distribution.Constant"/>.</param>
public readonly record struct WeightLaw(Distribution Distribution, double Gain)
{
    /// <summary>All zeros: biases.</summary>
    public static WeightLaw Zeros { get; } = new(Distribution.Constant, 0);

    /// <summary>All ones: the gains of norms.</summary>
    public static WeightLaw Ones { get; } = new(Distribution.Constant, 1);

    /// <summary>Uniform on +-sqrt(6 / (fanIn + fanOut)): SigLIP's attention and MLP matrices.</summary>
    public static WeightLaw XavierUniform { get; } = new(Distribution.XavierUniform, 1);

    /// <summary>
    /// Normal with standard deviation 1 / sqrt(fanIn): SigLIP's embeddings and heads, and every matrix of a fresh projector or language model.
    /// Qwen2's own 0.02 suits a width of a few thousand; at a width of 96 it leaves attention flat for hundreds of steps.
    /// </summary>
    public static WeightLaw LecunNormal { get; } = new(Distribution.LecunNormal, 1);

    /// <summary>Normal with the given standard deviation, whatever the shape: tables and tokens.</summary>
    public static WeightLaw Normal(double deviation) => new(Distribution.Normal, deviation);

    /// <summary>ln(1 / 0.07): CLIP's logit scale (arXiv 2103.00020, section 2.5), to the four decimals of HuggingFace's logit_scale_init_value.</summary>
    public static WeightLaw ClipScale { get; } = new(Distribution.Constant, 2.6592);

    /// <summary>ln 10: SigLIP's logit scale, a temperature of 10 (arXiv 2303.15343, section 3.2).</summary>
    public static WeightLaw LogTen { get; } = new(Distribution.Constant, Math.Log(10));

    /// <summary>-10: SigLIP's logit bias, which starts close to the prior of a pair not matching (arXiv 2303.15343, section 3.2).</summary>
    public static WeightLaw MinusTen { get; } = new(Distribution.Constant, -10);

    /// <summary>
    /// What writes into the residual stream of a language model, 1 / sqrt(2 layers) smaller, so that the stream does not grow with depth (GPT-2's
    /// rule, Radford et al. 2019, section 2.3).
    /// </summary>
    public static WeightLaw ResidualOutput(int layers) => new(Distribution.LecunNormal, 1 / Math.Sqrt(2.0 * layers));
}
