using System.Diagnostics;
using System.Globalization;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>Runs <c>pivot submit</c> in a process of its own: compiling may need much memory, and a spec that brings it down must not take the host along.</summary>
/// <param name="connection">The fleet's database; handed over by variable, since arguments can be read by everybody.</param>
/// <param name="store">Where the store is.</param>
/// <param name="allowedRoots">Folders that specs may lie in; empty for any.</param>
public sealed class SubmitProcess(string connection, string store, IReadOnlyList<string> allowedRoots) : IRunMaker
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private static readonly string[] Withheld = ["PIVOT_STORAGE_FILE", "PIVOT_WEBHOOK", "PIVOT_WEBHOOK_FILE", "PIVOT_SMTP", "PIVOT_SMTP_FILE"];

    /// <inheritdoc/>
    public MadeRun Make(Schedule schedule, DateTimeOffset plannedFor, CancellationToken cancel)
    {
        if ((Refusal(schedule) ?? AllowedPaths.Problem(schedule.Spec, allowedRoots)) is { } refusal) return new(MakingOutcome.Invalid, refusal);
        using var process = new Process { StartInfo = Start(schedule, plannedFor) };
        var (output, errors) = (new LastLines(50), new LastLines(50));
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancel.Register(() => Kill(process)))
        {
            if (!process.WaitForExit(Longest))
            {
                Kill(process);
                return new(MakingOutcome.Unfit, $"pivot submit took longer than {Longest.TotalMinutes:0} min");
            }
            process.WaitForExit();
        }
        cancel.ThrowIfCancellationRequested();
        return process.ExitCode switch
        {
            0 => new(MakingOutcome.Made, output.Last ?? "submitted"),
            2 => new(MakingOutcome.Invalid, Redaction.Of(errors.FirstWith("error") ?? "the spec is not valid")),
            var code => new(MakingOutcome.Unfit, Redaction.Of(errors.FirstWith("error") ?? $"pivot submit ended with {code}")),
        };
    }

    /// <summary>Why a schedule's spec is not compiled by a host, or null. A script is a program: who may write a row of the table must not run one on every host.</summary>
    public static string? Refusal(Schedule schedule) =>
        !Path.IsPathFullyQualified(schedule.Spec) ? "the spec's path is not absolute"
        : schedule.Spec.EndsWith(".fsx", StringComparison.OrdinalIgnoreCase) ? "a script cannot be scheduled: hosts would run it unseen; write the spec as YAML"
        : null;

    private ProcessStartInfo Start(Schedule schedule, DateTimeOffset plannedFor)
    {
        var start = StageProcessStart.Info([
            "submit", schedule.Spec, .. schedule.Sets.Select(s => $"--set={s}"), "--store", store, "--schedule", schedule.Id,
            "--planned-for", plannedFor.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        foreach (var name in Withheld) start.Environment.Remove(name);
        start.Environment["PIVOT_STORAGE"] = connection;
        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
