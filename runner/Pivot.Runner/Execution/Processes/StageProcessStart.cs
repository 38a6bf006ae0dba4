using System.Diagnostics;

namespace Pivot.Runner.Execution.Processes;

/// <summary>How a stage process is begun: this program again, with a command of its own and without the secrets that only the host needs.</summary>
public static class StageProcessStart
{
    /// <summary>The hidden command.</summary>
    public const string Command = "stage-process";

    // What a stage has no use for and must not be able to leak: the queue's database, notifications.
    private static readonly string[] Withheld = ["PIVOT_STORAGE", "PIVOT_STORAGE_FILE", "PIVOT_WEBHOOK", "PIVOT_WEBHOOK_FILE", "PIVOT_SMTP", "PIVOT_SMTP_FILE", "PGPASSWORD", "PGPASSFILE"];

    /// <summary>The start of one.</summary>
    public static ProcessStartInfo Info() => Info(StageProcessStart.Command);

    /// <summary>The start of this program with a command.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Info(params string[] arguments)
    {
        var start = Program();
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (arguments is [Command, ..]) foreach (var name in Withheld) start.Environment.Remove(name);
        return start;
    }

    private static ProcessStartInfo Program()
    {
        // Its own executable; the runtime with the assembly where it was started so, or where another program (a test) embeds it.
        if (Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "pivot") return new ProcessStartInfo(path);
        var assembly = Path.Combine(AppContext.BaseDirectory, "pivot.dll");
        return new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [assembly]);
    }
}
