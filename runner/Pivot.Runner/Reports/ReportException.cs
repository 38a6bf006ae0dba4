namespace Pivot.Runner.Reports;

/// <summary>A report that cannot be written. The message says why and what to change.</summary>
public sealed class ReportException(string message, Exception? inner = null) : Exception(message, inner);
