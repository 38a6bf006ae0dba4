namespace Pivot.Dsl.Plans;

/// <summary>One thing wrong with data on disk.</summary>
/// <param name="Code">A PVT4nn code of <see cref="Diagnostics.DiagnosticCodes"/>.</param>
/// <param name="Message">What was found, with file and line where there are any.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed record DataProblem(string Code, string Message, string? Hint = null)
{
    /// <summary>The file or folder, absolute, where nothing is wrong but that it is not there; null for every other problem.</summary>
    public string? AbsentPath { get; init; }
}
