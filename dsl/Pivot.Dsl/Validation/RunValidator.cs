using FluentValidation;
using Pivot.Dsl.Diagnostics;
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
        RuleFor(r => r.Timeout).Must(IsLimit).OutOfRange(Refused);
        RuleFor(r => r.Retries).Between(0, 10);
        RuleFor(r => r.Priority).Between(0, 100);
        RuleFor(r => r.Budget).Must(b => b is null or > 0).OutOfRange(b => $"must be above 0, found {GpuHours.Write(b!.Value)}");
        RuleFor(r => r.Deadline).Must(IsLimit).OutOfRange(Refused);
        RuleFor(r => r.MaxFailures).Between(1, 10_000);
        RuleFor(r => r.OutOfMemory).OneOf("fail", "halve");
        RuleFor(r => r.Order).OneOf("breadth", "depth");
        RuleForEach(r => r.Notify).Must(Recipient.IsOne).WithErrorCode(DiagnosticCodes.UnknownWord)
            .WithMessage((_, found) => $"must name e-mail addresses or {Recipient.Webhook}; found {Recipient.Shown(found)}").WithState((_, found) => Recipient.Hint(found));
        RuleFor(r => r.Notify).AllDiffer("names a recipient twice");
    }

    private static bool IsLimit(TimeSpan? time) => time is null || (time > TimeSpan.Zero && time <= LongestTime);

    private static string Refused(TimeSpan? time) => $"must be above 0 and at most 365d, found {TimeSpanText.Write(time!.Value)}";
}
