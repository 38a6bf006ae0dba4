namespace Pivot.Dsl.Plans;

/// <summary>What was found when looking at a checkpoint's folder, no weight being read.</summary>
/// <param name="Digest">Digest of the part's content: of the weights and of what config.json says that is in neither the spec nor a shape, or of the tokenizer's files; empty where there are problems.</param>
/// <param name="Tensors">The tensors of the part, by the name that the part gives them; none of a tokenizer.</param>
/// <param name="Problems">Why it cannot be read, or empty.</param>
public sealed record CheckpointInspection(string Digest, IReadOnlyList<CheckpointTensor> Tensors, IReadOnlyList<DataProblem> Problems);
