namespace Pivot.Runner.Models.Layers;

/// <summary>The distribution a parameter's first values are drawn from.</summary>
public enum WeightLaw
{
    /// <summary>All zeros: biases.</summary>
    Zeros,

    /// <summary>All ones: the gains of norms.</summary>
    Ones,

    /// <summary>Normal with standard deviation 0.02: Qwen2's matrices and embeddings (initializer_range).</summary>
    Normal02,

    /// <summary>Uniform on +-sqrt(6 / (fanIn + fanOut)): SigLIP's attention and MLP matrices.</summary>
    XavierUniform,

    /// <summary>Normal with standard deviation 1 / sqrt(fanIn); for an embedding [V, D] fanIn is D: SigLIP's embeddings and heads.</summary>
    LecunNormal,

    /// <summary>ln 10: SigLIP's logit scale, a temperature of 10 (arXiv 2303.15343, section 3.2).</summary>
    LogTen,

    /// <summary>-10: SigLIP's logit bias, which starts close to the prior of a pair not matching (arXiv 2303.15343, section 3.2).</summary>
    MinusTen,
}
