using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The benchmark.</summary>
internal sealed class BenchmarkValidator : StageValidator<BenchmarkSpec>
{
    public BenchmarkValidator()
    {
        RuleFor(s => s.MaxNewTokens).AtLeast(1);
        RuleFor(s => s.BatchSize).AtLeast(1);
    }
}
