namespace Pivot.Runner.Dashboard;

/// <summary>How the pages are served.</summary>
public sealed record DashboardSettings
{
    /// <summary>Where; this machine alone by default.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <summary>File of users, <c>NAME:ROLE:HASH</c> a line, or null.</summary>
    public string? UsersFile { get; init; }

    /// <summary>File of tokens, <c>ROLE:TOKEN</c> a line, or null.</summary>
    public string? TokensFile { get; init; }

    /// <summary>Told in one line what went wrong, without secrets; null drops it.</summary>
    public Action<string>? Log { get; init; }
}
