namespace Pivot.Runner.Data;

/// <summary>Data that cannot be read as it is. The message names the file, the line if it has one, what was found and how to mend it.</summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
