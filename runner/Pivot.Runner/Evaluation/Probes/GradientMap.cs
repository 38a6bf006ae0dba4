using Pivot.Runner.Data.Images;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Where a loss pulls at an image: sum over channels of |dL / d(projector output)| for each visual token. The paper,
/// https://arxiv.org/abs/2510.16333, section 4.2 and appendix C.4: no activation weighting and no ReLU, hence not Grad-CAM in the strict
/// sense.
/// </summary>
/// <remarks>
/// The paper shows pictures only. Two numbers are taken here: the share of the map's mass inside the mask of the thing asked about (the
/// energy-based pointing game, Wang et al. 2020, https://arxiv.org/abs/1910.01279, with a mask for the box), and the pointing game (Zhang
/// et al. 2016, https://arxiv.org/abs/1608.00507). The paper's border replacement and gamma are ways of drawing and not applied before
/// measuring.
/// </remarks>
public sealed class GradientMap
{
    /// <summary>Takes magnitudes as they are.</summary>
    /// <param name="grid">The patches.</param>
    /// <param name="values">Magnitudes, at least 0, [P].</param>
    /// <exception cref="ArgumentException">Their number is not the grid's, or one is negative or not finite.</exception>
    public GradientMap(PatchGrid grid, IReadOnlyList<double> values)
    {
        if (values.Count != grid.Count)
            throw new ArgumentException($"{values.Count} values do not fit {grid.Height} x {grid.Width} patches");
        if (values.Any(v => !double.IsFinite(v) || v < 0)) throw new ArgumentException("a gradient's magnitude is negative or not finite");
        (Grid, Values) = (grid, values);
    }

    /// <summary>The patches.</summary>
    public PatchGrid Grid { get; }

    /// <summary>Magnitude at each patch, [P].</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Sum of the magnitudes; 0 where the loss no longer pulls at all.</summary>
    public double Mass => Values.Sum();

    /// <summary>Reduces a gradient to its map.</summary>
    /// <param name="gradient">Gradient at the projector's output for one image, float [P, D].</param>
    /// <param name="grid">The patches.</param>
    /// <exception cref="ArgumentException">Its rows are not the grid's patches, or it is not finite.</exception>
    public static GradientMap FromGradient(Tensor gradient, PatchGrid grid)
    {
        if (gradient.dim() != 2 || gradient.shape[0] != grid.Count)
        {
            var shape = string.Join(", ", gradient.shape);
            throw new ArgumentException($"a gradient [{shape}] does not fit {grid.Height} x {grid.Width} patches");
        }
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return new(grid, gradient.to_type(ScalarType.Float64).abs().sum(1).cpu().data<double>().ToArray());
    }

    /// <summary>
    /// Share of the map's mass inside the mask, in [0, 1]: sum v_p a_p / sum v_p with a_p the covered share of patch p. A patch's mass is
    /// spread evenly over its area, so a uniform map has the mask's share of the image (<see cref="ChanceInMask"/>); so has, by definition,
    /// an empty one.
    /// </summary>
    /// <param name="mask">1 inside, anything else outside; spans the same picture as the grid.</param>
    public double InMask(LabelMap mask)
    {
        var coverage = MaskCoverage.Of(mask, Grid);
        var mass = Mass;
        return mass == 0 ? coverage.Average() : Values.Zip(coverage, (v, a) => v * a).Sum() / mass;
    }

    /// <summary>What a map that knows nothing scores: the mask's share of the image, in [0, 1].</summary>
    public static double ChanceInMask(LabelMap mask) => (double)mask.Labels.Count(l => l == 1) / mask.Labels.Length;

    /// <summary>
    /// Whether the strongest patch hits the mask: a pixel of the mask lies in that patch. The patch is the tolerance, half its side around
    /// its centre, since the map cannot say more (Zhang et al. allow 15 pixels). Of equal patches the first counts; an empty map is a miss.
    /// </summary>
    /// <param name="mask">1 inside, anything else outside; spans the same picture as the grid.</param>
    public bool PointingHit(LabelMap mask)
    {
        var strongest = Values.Max();
        return strongest > 0 && MaskCoverage.Of(mask, Grid)[Values.ToList().IndexOf(strongest)] > 0;
    }

    /// <summary>Share of patches that would hit the mask, in [0, 1]: what pointing at a random patch scores.</summary>
    public double ChancePointing(LabelMap mask) => MaskCoverage.Of(mask, Grid).Average(a => a > 0 ? 1.0 : 0.0);
}
