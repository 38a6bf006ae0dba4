namespace Pivot.Dsl.Specs;

/// <summary>
/// <c>reference_log_probabilities</c>: summed log-probabilities of every chosen and rejected answer under the frozen reference. The compiler
/// makes it out of a <see cref="DpoSpec"/>, so that arms, betas and seeds share it; it cannot be written in a file.
/// </summary>
public sealed record ReferenceLogProbabilitiesSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "reference_log_probabilities";
}
