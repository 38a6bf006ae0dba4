using System.CommandLine;
using System.Text;
using Pivot.Runner.Dashboard.Security;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot dashboard-user NAME ROLE</c>: reads a password and prints the line by which somebody may log in to the fleet's pages.</summary>
internal static class DashboardUserCommand
{
    private const int ShortestPassword = 8;

    public static Command Build()
    {
        var name = new Argument<string>("NAME") { Description = "Who logs in: letters, digits and . - _ @" };
        var role = new Argument<string>("ROLE") { Description = "view: look at everything; operate: cancel, pause and retry runs too." };
        role.AcceptOnlyFromAmong(Roles.View, Roles.Operate);
        var command = new Command("dashboard-user", "Reads a password from the terminal or its input and prints a line for the file of `pivot host --users FILE`.") { name, role };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role)));
        return command;
    }

    private static int Run(string name, string role)
    {
        if (!Accounts.IsName(name)) return Refuse($"'{name}' is no name: it has 1 to 64 letters, digits and . - _ @");
        var password = Password();
        if (password.Length < ShortestPassword) return Refuse($"a password has at least {ShortestPassword} characters");
        Console.WriteLine($"{name}:{role}:{PasswordHash.Create(password)}");
        return ExitCodes.Done;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine($"error: {why}");
        return ExitCodes.Invalid;
    }

    private static string Password()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        // To the terminal and not into the file that the line is appended to.
        Console.Error.Write("password: ");
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length -= typed.Length > 0 ? 1 : 0;
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
