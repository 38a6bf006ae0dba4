namespace Pivot.Runner.Stages;

/// <summary>A training whose loss or gradient is no number any more: for the person who wrote the spec, and the same again on another attempt.</summary>
public sealed class DivergedException(string message, Exception inner) : StageException(message, inner);
