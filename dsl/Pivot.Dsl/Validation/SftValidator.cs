using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The SFT stage has nothing of its own.</summary>
internal sealed class SftValidator : TrainingStageValidator<SftSpec>;
