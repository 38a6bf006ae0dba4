using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The words of a schedule. Its cron expression and time zone are texts with places in them, which the binder looks into.</summary>
internal sealed class ScheduleValidator : AbstractValidator<ScheduleSpec>
{
    public ScheduleValidator()
    {
        RuleFor(s => s.Misfire).OneOf("once", "every", "skip");
        RuleFor(s => s.Overlap).OneOf("skip", "queue", "replace");
    }
}
