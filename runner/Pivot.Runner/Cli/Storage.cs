using Pivot.Runner.Preflight;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The database that the commands of a fleet need.</summary>
internal static class Storage
{
    /// <summary>Its connection text.</summary>
    /// <exception cref="HostException">None is named.</exception>
    public static string Require(string? option) => DatabaseCheck.Locate(option)?.Connection
        ?? throw new HostException($"no database is named: set {DatabaseCheck.Variable}, or give --storage Host=...;Database=...;Username=...");
}
