namespace Pivot.Runner.Scripts;

/// <summary>What a process left.</summary>
/// <param name="ExitCode">Its exit code; meaningless when it was stopped.</param>
/// <param name="Errors">Its error stream.</param>
/// <param name="Stopped">Whether it was stopped because its time was over.</param>
internal sealed record ProcessOutput(int ExitCode, string Errors, bool Stopped);
