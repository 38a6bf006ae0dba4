namespace Pivot.Runner.Stages;

/// <summary>A stage that cannot be done as asked. The message is for the person who wrote the spec.</summary>
public class StageException(string message, Exception? inner = null) : Exception(message, inner);
