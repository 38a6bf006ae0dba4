namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A checkpoint that cannot be read, or does not fit the model. The message names file and tensor.</summary>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
