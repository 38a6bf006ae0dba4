namespace Pivot.Dsl.Plans;

/// <summary>A tensor as a checkpoint's header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Type">Its type in safetensors' words: <c>F32</c>, <c>BF16</c>.</param>
public sealed record CheckpointTensor(string Name, IReadOnlyList<long> Shape, string Type);
