namespace Pivot.Runner.Store;

/// <summary>This host is not fit for the work: the store cannot be written, libtorch cannot be loaded. The program ends with exit code 3.</summary>
/// <param name="message">What is not fit and how to mend it, for the person at the terminal.</param>
/// <param name="inner">What was caught, or null.</param>
public sealed class HostException(string message, Exception? inner = null) : Exception(message, inner);
