namespace Pivot.Dsl.Plans;

/// <summary>What was found when looking at a checkpoint's folder, no weight being read.</summary>
/// <param name="Digest">Digest of its weights' content; empty where there are problems.</param>
/// <param name="Tensors">The tensors of its vision tower, by the name that the tower gives them.</param>
/// <param name="Problems">Why it cannot be read, or empty.</param>
public sealed record CheckpointInspection(string Digest, IReadOnlyList<CheckpointTensor> Tensors, IReadOnlyList<DataProblem> Problems);
