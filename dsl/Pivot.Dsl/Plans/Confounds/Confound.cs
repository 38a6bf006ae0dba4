using System.Globalization;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>Something that an arm differs from the baseline in without a key of its own saying so.</summary>
public sealed record Confound
{
    /// <summary>The arm.</summary>
    public required string Arm { get; init; }

    /// <summary>The baseline arm.</summary>
    public required string BaselineArm { get; init; }

    /// <summary>The sweep point, axis path to value; empty without a sweep.</summary>
    public required IReadOnlyDictionary<string, string> Point { get; init; }

    /// <summary>What differs; one of the flags.</summary>
    public required Quantities Quantity { get; init; }

    /// <summary>The baseline's value: a count, or for the evaluation protocol the keys with their values.</summary>
    public required string Baseline { get; init; }

    /// <summary>The arm's value.</summary>
    public required string Value { get; init; }

    /// <summary>The arm's value by the baseline's; null where they are no counts or the baseline's is 0.</summary>
    public double? Ratio { get; init; }

    /// <summary>Stages in which the difference lies.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>Those of them that the arm leaves out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Those of them that the baseline leaves out.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Stages that measure what this comes before; empty where the difference is one stage's own.</summary>
    public IReadOnlyList<string> Measured { get; init; } = [];

    /// <summary>Sweep points at which the arm has it, this one included.</summary>
    public int Points { get; init; } = 1;

    /// <summary>What differs, in two words: <c>samples seen</c>.</summary>
    public string Name => Quantity switch
    {
        Quantities.Updates => "updates",
        Quantities.Samples => "samples seen",
        Quantities.Tokens => "tokens read",
        Quantities.EffectiveBatch => "effective batch",
        Quantities.TrainableParameters => "trainable parameters",
        _ => "evaluation protocol",
    };

    /// <summary>Where it lies, for a person: <c>stage post is left out</c>, <c>stage post</c>.</summary>
    public string Where
    {
        get
        {
            // What else differs beside a stage that is not there follows from it: stages that no longer come before what is measured.
            if (LeftOut.Count == 0 && Added.Count == 0) return Names(Stages);
            var parts = new List<string>();
            if (LeftOut.Count > 0) parts.Add($"{Names(LeftOut)} {(LeftOut.Count == 1 ? "is" : "are")} left out");
            if (Added.Count > 0) parts.Add($"{Names(Added)} {(Added.Count == 1 ? "is" : "are")} added");
            return string.Join(", ", parts);
        }
    }

    /// <summary>The whole of it, to go on after the arm's name.</summary>
    public string Sentence
    {
        get
        {
            var times = Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $" ({ratio:0.##} x)") : "";
            var before = Measured.Count > 0 ? $" before {List(Measured)}" : "";
            var because = LeftOut.Count > 0 || Added.Count > 0 ? $", because {Where}" : $", in {Where}";
            return Quantity switch
            {
                Quantities.Updates => $"makes {Value} updates{before} where '{BaselineArm}' makes {Baseline}{times}{because}",
                Quantities.Samples => $"sees {Value} samples{before} where '{BaselineArm}' sees {Baseline}{times}{because}",
                Quantities.Tokens => $"reads {Value} tokens{before} where '{BaselineArm}' reads {Baseline}{times}{because}",
                Quantities.EffectiveBatch => $"takes {Value} rows an update where '{BaselineArm}' takes {Baseline}{times}{because}",
                Quantities.TrainableParameters => $"trains {Value} parameters where '{BaselineArm}' trains {Baseline}{times}{because}",
                _ => $"measures '{Stages[0]}' with {Value} where '{BaselineArm}' has {Baseline}",
            };
        }
    }

    private static string Names(IReadOnlyList<string> stages) => $"{(stages.Count == 1 ? "stage" : "stages")} {List(stages)}";

    private static string List(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
