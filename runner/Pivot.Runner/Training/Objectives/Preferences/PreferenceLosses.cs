namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>The catalog of preference losses: from the name that a spec and TRL give it to the loss.</summary>
public static class PreferenceLosses
{
    private static readonly Dictionary<string, Func<double, double, PreferenceLoss>> ByName = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = (beta, smoothing) => new SigmoidLoss(beta, smoothing),
        ["hinge"] = (beta, _) => new HingeLoss(beta),
        ["ipo"] = (beta, _) => new IpoLoss(beta),
        ["sigmoid_norm"] = (beta, _) => new LengthNormalisedLoss(beta),
        ["robust"] = (beta, smoothing) => new RobustLoss(beta, smoothing),
        ["exo_pair"] = (beta, smoothing) => new ExoLoss(beta, smoothing),
        ["nca_pair"] = (beta, _) => new NcaLoss(beta),
        ["sppo_hard"] = (beta, _) => new SppoLoss(beta),
        ["apo_zero"] = (beta, _) => new ApoZeroLoss(beta),
        ["apo_down"] = (beta, _) => new ApoDownLoss(beta),
        ["bco_pair"] = (beta, _) => new BcoLoss(beta, new RewardShift()),
    };

    /// <summary>The names, in the order of the table; <c>mpo</c>, which has weights besides, is not among them.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The loss of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="beta">Strength of the pull towards the reference, above 0.</param>
    /// <param name="labelSmoothing">For <c>sigmoid</c>, <c>robust</c> and <c>exo_pair</c>; the others have none.</param>
    /// <exception cref="ArgumentException">There is no such loss.</exception>
    public static PreferenceLoss Build(string name, double beta, double labelSmoothing) => ByName.TryGetValue(name, out var build)
        ? build(beta, labelSmoothing)
        : throw new ArgumentException($"no preference loss is called '{name}'; there are {string.Join(", ", ByName.Keys)}");
}
