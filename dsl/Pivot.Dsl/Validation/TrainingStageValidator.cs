using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What every training stage says. One validator for all kinds: a rule costs time to make, and they are the same.</summary>
internal sealed class TrainingStageValidator : AbstractValidator<TrainingStageSpec>
{
    public TrainingStageValidator()
    {
        RuleFor(s => s.Seed).AtLeastZero();
        RuleForEach(s => s.Train).OneOf(Parts.All.ToArray());
        RuleFor(s => s.Train).AllDiffer("names a part twice");
        RuleFor(s => s.Lora).Fits(s => s.Lora is null || s.Train.Count == 0 || s.Lora.Parts.All(part => s.Train.Contains(part) || !Parts.All.Contains(part)),
            s => $"gives adapters to {string.Join(", ", s.Lora!.Parts.Intersect(Parts.All).Except(s.Train))}, which 'train' does not name", nameof(TrainingStageSpec.Train));
        RuleFor(s => s.Steps).AtLeast(1)
            .Fits(s => s.Steps is null || s.Epochs is null, _ => "cannot be given together with 'epochs'; exactly one of them says how long to train", nameof(TrainingStageSpec.Epochs))
            .Fits(s => s.Steps is not null || s.Epochs is not null, _ => "or 'epochs' must say how long to train; neither is given", nameof(TrainingStageSpec.Epochs));
        RuleFor(s => s.Epochs).AboveZero();
        RuleFor(s => s.BatchSize).AtLeast(1);
        RuleFor(s => s.Accumulate).AtLeast(1)
            .Fits(s => s.Accumulate < 1 || s.BatchSize % s.Accumulate == 0, s => $"must divide batch_size {s.BatchSize}, found {s.Accumulate}", nameof(TrainingStageSpec.BatchSize));
        RuleFor(s => s.LearningRate.Default).AboveZero();
        RuleFor(s => s.LearningRate.Parts).SetValidator(new EachAboveZeroRule<TrainingStageSpec>(nameof(TrainingStageSpec.LearningRate)));
        RuleFor(s => s.Warmup).FromZeroToBelowOne();
        RuleFor(s => s.Schedule).OneOf("cosine", "linear", "constant");
        RuleFor(s => s.WeightDecay).AtLeastZero();
        RuleFor(s => s.Betas).Exactly(2, count => $"must be two numbers, found {count}");
        RuleForEach(s => s.Betas).FromZeroToBelowOne();
        RuleFor(s => s.ClipNorm).AboveZero();
        RuleFor(s => s.EvaluateEvery).AtLeast(0);
        RuleFor(s => s.CheckpointEvery).AtLeast(0);
    }
}
