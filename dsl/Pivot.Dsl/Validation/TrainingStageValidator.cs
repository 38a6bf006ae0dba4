using FluentValidation;
using FluentValidation.Results;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What every training stage says.</summary>
internal abstract class TrainingStageValidator<T> : StageValidator<T>
    where T : TrainingStageSpec
{
    protected TrainingStageValidator()
    {
        RuleForEach(s => s.Train).OneOf(Parts.All.ToArray());
        RuleFor(s => s.Train).Must(train => train.Distinct().Count() == train.Count).OutOfRange(_ => "names a part twice");
        RuleFor(s => s.Steps).AtLeast(1)
            .Fits(s => s.Steps is null || s.Epochs is null, _ => "cannot be given together with 'epochs'; exactly one of them says how long to train", nameof(TrainingStageSpec.Epochs))
            .Fits(s => s.Steps is not null || s.Epochs is not null, _ => "or 'epochs' must say how long to train; neither is given", nameof(TrainingStageSpec.Epochs));
        RuleFor(s => s.Epochs).Must(e => e is null or > 0).OutOfRange(e => $"must be above 0, found {Rules.Show(e ?? 0)}");
        RuleFor(s => s.BatchSize).AtLeast(1);
        RuleFor(s => s.Accumulate).AtLeast(1)
            .Fits(s => s.Accumulate < 1 || s.BatchSize % s.Accumulate == 0, s => $"must divide batch_size {s.BatchSize}, found {s.Accumulate}", nameof(TrainingStageSpec.BatchSize));
        RuleFor(s => s.LearningRate.Default).AboveZero();
        RuleFor(s => s.LearningRate.Parts).Custom((parts, context) =>
        {
            foreach (var (part, rate) in parts.Where(p => p.Value <= 0))
            {
                context.AddFailure(new ValidationFailure($"LearningRate.{part}", $"must be above 0, found {Rules.Show(rate)}") { ErrorCode = DiagnosticCodes.OutOfRange });
            }
        });
        RuleFor(s => s.Warmup).FromZeroToBelowOne();
        RuleFor(s => s.Schedule).OneOf("cosine", "linear", "constant");
        RuleFor(s => s.WeightDecay).AtLeastZero();
        RuleFor(s => s.Betas).Must(b => b.Count == 2).OutOfRange(b => $"must be two numbers, found {b.Count}");
        RuleForEach(s => s.Betas).FromZeroToBelowOne();
        RuleFor(s => s.ClipNorm).AboveZero();
        RuleFor(s => s.EvaluateEvery).AtLeast(0);
        RuleFor(s => s.CheckpointEvery).AtLeast(0);
    }
}
