using FluentValidation;
using FluentValidation.Results;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Validation;

/// <summary>Runs the validators and turns what they find into diagnostics at the text it is about. Each validator is made once, when first needed.</summary>
internal static class SpecValidators
{
    public static void Check(VisionTowerSpec spec, MapReader at) => Run(Once<VisionTowerValidator>.It, spec, at);

    public static void Check(LanguageModelSpec spec, MapReader at) => Run(Once<LanguageModelValidator>.It, spec, at);

    public static void Check(ProjectorSpec spec, MapReader at) => Run(Once<ProjectorValidator>.It, spec, at);

    public static void Check(TokenizerSpec spec, MapReader at) => Run(Once<TokenizerValidator>.It, spec, at);

    public static void Check(RopeScalingSpec spec, MapReader at) => Run(Once<RopeScalingValidator>.It, spec, at);

    public static void Check(ImagesSpec spec, MapReader at) => Run(Once<ImagesValidator>.It, spec, at);

    public static void Check(LoraSpec spec, MapReader at) => Run(Once<LoraValidator>.It, spec, at);

    public static void Check(MpoWeightsSpec spec, MapReader at) => Run(Once<MpoWeightsValidator>.It, spec, at);

    public static void Check(ModelSpec spec, MapReader at) => Run(Once<ModelValidator>.It, spec, at);

    public static void Check(ScenesSpec spec, MapReader at) => Run(Once<ScenesValidator>.It, spec, at);

    public static void Check(RowPolicy policy, MapReader at) => Run(Once<RowPolicyValidator>.It, policy, at);

    public static void Check(FieldWords words, MapReader at)
    {
        Run(Once<ParquetRowsValidator>.It, words, at);
        Run(Once<OtherPixelsValidator>.It, words, at);
    }

    public static void Check(SeedsSpec spec, MapReader at) => Run(Once<SeedsValidator>.It, spec, at);

    public static void Check(ClaimSpec spec, MapReader at) => Run(Once<ClaimValidator>.It, spec, at);

    public static void Check(RunSpec spec, MapReader at) => Run(Once<RunValidator>.It, spec, at);

    public static void Check(ScheduleSpec spec, MapReader at) => Run(Once<ScheduleValidator>.It, spec, at);

    public static void Check(StageSpec spec, MapReader at)
    {
        if (spec is TrainingStageSpec training) Run(Once<TrainingStageValidator>.It, training, at);
        switch (spec)
        {
            case ContrastiveSpec s: Run(Once<ContrastiveValidator>.It, s, at); break;
            case SftSpec s: Run(Once<SftValidator>.It, s, at); break;
            case DpoSpec s: Run(Once<DpoValidator>.It, s, at); break;
            case BenchmarkSpec s: Run(Once<BenchmarkValidator>.It, s, at); break;
            case LinearProbeSpec s: Run(Once<LinearProbeValidator>.It, s, at); break;
            case KnnProbeSpec s: Run(Once<KnnProbeValidator>.It, s, at); break;
            case SegmentationProbeSpec s: Run(Once<SegmentationProbeValidator>.It, s, at); break;
            case GradientMapSpec s: Run(Once<GradientMapValidator>.It, s, at); break;
            default: throw new InvalidOperationException($"no validator for stages of kind {spec.Kind}");
        }
    }

    private static void Run<T>(IValidator<T> validator, T spec, MapReader at)
    {
        foreach (var failure in validator.Validate(spec).Errors) Report(failure, at);
    }

    private static void Report(ValidationFailure failure, MapReader at)
    {
        var steps = PropertyPath.Steps(failure.PropertyName);
        var others = (failure.CustomState as string[] ?? []).Select(PropertyPath.Steps).ToList();
        if (at.Broken.Contains(steps[0]) || others.Exists(other => at.Broken.Contains(other[0]))) return;
        var key = string.Join('.', PropertyPath.Written(at.Map, steps).TakeWhile(step => !char.IsAsciiDigit(step[0])));
        var places = others.Select(other => Place.Of(string.Join('.', other), other, at)).Prepend(Place.Of(key, steps, at)).OfType<Place>().ToList();
        // Of two values that do not fit, the one that was put there from elsewhere (a file that extends, an arm, --set) is the one to look at.
        int told = Math.Max(0, places.FindIndex(p => p.IsFromElsewhere(at.Map)));
        var notes = places.SelectMany((p, i) => i == told || p.Node == places[told].Node ? p.Origins : p.Notes).Distinct();
        at.Bag.Error(failure.ErrorCode, places.Count > 0 ? places[told].Node.Span : at.Owner, at.PathOf(string.Join('.', steps)), $"'{key}' {failure.ErrorMessage}",
            failure.CustomState as string, notes.ToList());
    }

    private static class Once<TValidator>
        where TValidator : new()
    {
        public static readonly TValidator It = new();
    }
}
