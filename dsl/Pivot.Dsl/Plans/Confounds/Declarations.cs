namespace Pivot.Dsl.Plans.Confounds;

/// <summary>The one table of which key says that which quantities will differ.</summary>
internal static class Declarations
{
    private const Quantities Amount = Quantities.Updates | Quantities.Samples | Quantities.Tokens;

    /// <summary>
    /// Keys of a training stage. What is not here says nothing about any of them, <c>kind</c> above all: that dpo is compared with sft does not say
    /// that it may see more rows. Neither does leaving a stage out say what its missing updates do.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, Quantities> OfStage = new Dictionary<string, Quantities>
    {
        ["steps"] = Amount,
        ["epochs"] = Amount,
        ["batch_size"] = Amount | Quantities.EffectiveBatch,
        ["accumulate"] = Quantities.EffectiveBatch,
        ["data"] = Amount,
        ["train"] = Quantities.TrainableParameters,
        ["model"] = Quantities.TrainableParameters | Quantities.Tokens,
    };

    /// <summary>Keys of a data source that a training stage reads: <c>limit</c>, <c>train</c>, its files.</summary>
    private const Quantities OfData = Amount;

    /// <summary>Keys of a model: its widths and depths; its tokenizer decides the tokens too.</summary>
    private const Quantities OfModel = Quantities.TrainableParameters;

    private const Quantities OfTokenizer = Quantities.TrainableParameters | Quantities.Tokens;

    /// <summary>What a written path says will differ in a training stage.</summary>
    /// <param name="path">A leaf of an arm's overrides, or an axis.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="sources">The data sources that it reads in either arm.</param>
    public static Quantities OfTraining(string path, string stage, IReadOnlyCollection<string> sources) => path.Split('.') switch
    {
        ["stages", var name, var key, ..] when name == stage => OfStage.GetValueOrDefault(key),
        ["data", var source, ..] when sources.Contains(source) => OfData,
        ["models", _, "tokenizer", ..] => OfTokenizer,
        ["models", ..] => OfModel,
        _ => Quantities.None,
    };

    /// <summary>
    /// Whether a written path says that a stage measures otherwise: a key of its own other than <c>kind</c>, or one of its data, if no training stage
    /// reads that source too. (Fewer pictures to train on are not said to be fewer pictures to probe with.)
    /// </summary>
    public static bool OfEvaluation(string path, string stage, IReadOnlyCollection<string> sources, IReadOnlySet<string> trainedOn) => path.Split('.') switch
    {
        ["stages", var name, var key, ..] when name == stage => key != "kind",
        ["data", var source, ..] => sources.Contains(source) && !trainedOn.Contains(source),
        _ => false,
    };
}
