using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Scripts;

/// <summary>Runs the SDK's <c>dotnet</c>. Ctrl-C and SIGTERM end what it runs together with this process.</summary>
internal static class DotnetProcess
{
    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables it gets besides those of this process.</param>
    /// <param name="limit">Time it may take.</param>
    /// <param name="line">Receives each line of its output.</param>
    /// <exception cref="HostException">There is no <c>dotnet</c>.</exception>
    public static ProcessOutput Run(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, TimeSpan limit, Action<string> line)
    {
        using var process = new Process { StartInfo = Start(arguments, variables) };
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, e) => { if (e.Data is not null) line(e.Data); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) lock (errors) errors.Append(e.Data).Append('\n'); };
        void Kill(PosixSignalContext _) => Stop(process);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Kill);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Kill);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw NoSdk($"'{process.StartInfo.FileName}' cannot be started ({e.Message})");
        }
        process.StandardInput.Close(); // a script that asks for input gets its end, not a wait
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool ended = process.WaitForExit(limit);
        if (!ended) Stop(process);
        process.WaitForExit(); // until both streams are read to their ends
        lock (errors) return new ProcessOutput(process.ExitCode, errors.ToString(), !ended);
    }

    /// <summary>Folder of the newest SDK's F# compiler, or null when there is no SDK.</summary>
    public static string? CompilerFolder()
    {
        var sdks = new List<string>();
        Run(["--list-sdks"], new Dictionary<string, string>(), TimeSpan.FromSeconds(20), sdks.Add);
        // "10.0.401 [/usr/share/dotnet/sdk]", oldest first
        return sdks.Where(l => l.Contains(" [") && l.EndsWith(']')).Select(l => l.Split(" [", 2)).Select(p => Path.Combine(p[1][..^1], p[0], "FSharp"))
            .LastOrDefault(Directory.Exists);
    }

    public static HostException NoSdk(string why) =>
        new($"{DiagnosticCodes.NoSdk}: a script (.fsx) needs the .NET SDK: {why}. Install the SDK (https://dot.net/download), or write the experiment in YAML.");

    private static ProcessStartInfo Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en"; // what it says is read
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself meanwhile, or was never started.
        }
    }
}
