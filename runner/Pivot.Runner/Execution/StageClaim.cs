namespace Pivot.Runner.Execution;

/// <summary>A host's right to do a stage, given by the fleet and not by a lock of the store.</summary>
/// <param name="Epoch">Rises with every owner of the stage: each works in the folder of its own epoch.</param>
/// <param name="MayCommit">Asked right before the result is published: whether the host still owns the stage.</param>
public sealed record StageClaim(long Epoch, Func<bool> MayCommit);
