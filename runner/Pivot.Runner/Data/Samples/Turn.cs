namespace Pivot.Runner.Data.Samples;

/// <summary>A question and its answer.</summary>
public sealed record Turn(string Question, string Answer)
{
    /// <summary>Whether the answer is only read: what was said before the turn that is learnt.</summary>
    public bool IsGiven { get; init; }
}
