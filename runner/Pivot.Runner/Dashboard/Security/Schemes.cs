namespace Pivot.Runner.Dashboard.Security;

/// <summary>The ways in which somebody is known.</summary>
internal static class Schemes
{
    /// <summary>Chooses one of the others.</summary>
    public const string Chosen = "pivot";

    /// <summary>By a login.</summary>
    public const string Cookie = "pivot-login";

    /// <summary>By a token in the header.</summary>
    public const string Bearer = "pivot-token";

    /// <summary>By being on this machine, where nobody else is let in.</summary>
    public const string Local = "pivot-local";
}
