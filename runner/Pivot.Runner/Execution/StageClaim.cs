namespace Pivot.Runner.Execution;

/// <summary>The right of a fleet's host to do a stage, as the stage's runner sees it.</summary>
/// <param name="Epoch">The fence: the stage is worked on in a folder of this number.</param>
/// <param name="MayCommit">Asked right before results are put into the store.</param>
public sealed record StageClaim(long Epoch, Func<bool> MayCommit);
