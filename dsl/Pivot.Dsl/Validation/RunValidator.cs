using FluentValidation;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Units;

namespace Pivot.Dsl.Validation;

/// <summary>What a run may use.</summary>
internal sealed class RunValidator : AbstractValidator<RunSpec>
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(365);

    public RunValidator()
    {
        RuleFor(r => r.Gpus).Between(0, 8);
        RuleFor(r => r.Memory).Must(m => m is null or > 0).OutOfRange(m => $"must be above 0, found {ByteSize.Write(m!.Value)}");
        RuleFor(r => r.Timeout).Must(t => t is null || (t > TimeSpan.Zero && t <= LongestTime)).OutOfRange(t => $"must be above 0 and at most 365d, found {TimeSpanText.Write(t!.Value)}");
        RuleFor(r => r.Retries).Between(0, 10);
        RuleFor(r => r.Priority).Between(0, 100);
        RuleFor(r => r.Budget).Must(b => b is null or > 0).OutOfRange(b => $"must be above 0, found {GpuHours.Write(b!.Value)}");
    }
}
