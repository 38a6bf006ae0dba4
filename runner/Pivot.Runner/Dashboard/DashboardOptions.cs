using System.CommandLine;

namespace Pivot.Runner.Dashboard;

/// <summary>The options of a command that can serve the pages.</summary>
internal sealed class DashboardOptions
{
    private readonly Option<bool> _dashboard = new("--dashboard") { Description = "Serves the fleet's pages." };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = "Where they are served. Default: 127.0.0.1:8080. An address that others reach asks for --users or --tokens.",
        HelpName = "ADDRESS:PORT",
    };

    private readonly Option<string?> _users = new("--users") { Description = "File of those who may log in, lines of `pivot dashboard-user NAME ROLE`.", HelpName = "FILE" };

    private readonly Option<string?> _tokens = new("--tokens") { Description = "File of bearer tokens for programs, ROLE:TOKEN a line; roles are view and operate.", HelpName = "FILE" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _dashboard, _listen, _users, _tokens }) command.Options.Add(option);
    }

    /// <summary>What was asked for, or null without <c>--dashboard</c>.</summary>
    /// <exception cref="Store.HostException">The address is none.</exception>
    public DashboardSettings? Read(ParseResult parsed, Action<string>? log) => !parsed.GetValue(_dashboard) ? null : new()
    {
        Listen = parsed.GetValue(_listen) is { } listen ? ListenAddress.Parse(listen) : ListenAddress.Default,
        UsersFile = parsed.GetValue(_users),
        TokensFile = parsed.GetValue(_tokens),
        Log = log,
    };
}
