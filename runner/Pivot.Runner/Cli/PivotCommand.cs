using System.CommandLine;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The executable's root: one line per command, and what every command has in common when it goes wrong.</summary>
public static class PivotCommand
{
    /// <summary>Runs the program.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Invoke(IReadOnlyList<string> args)
    {
        var parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"error: {error.Message}");
            var command = parsed.CommandResult.Command;
            Console.Error.WriteLine($"See: pivot {(command is RootCommand ? "" : command.Name + " ")}--help");
            return ExitCodes.Invalid;
        }
        try
        {
            // No time limit of the library's on Ctrl-C: a run writes its checkpoints first (see Interruption).
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (HostException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Unfit;
        }
        catch (ReportException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Invalid;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Unfit;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"An error of this program, not of your spec; please report it with the lines below.\n{e}");
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Build() =>
        new("Compiles, runs and compares ML experiments. Exit codes: 0 done; 1 a stage failed; 2 the spec or the arguments are invalid; "
            + "3 the environment is not fit; 130 interrupted.")
        {
            RunCommand.Build(),
            SubmitCommand.Build(),
            HostCommand.Build(),
            StageProcessCommand.Build(),
            ScheduleCommand.Build(),
            ListCommand.Build(),
            WatchCommand.Build(),
            CancelCommand.Build(),
            RetryCommand.Build(),
            PauseCommand.Build(),
            ResumeCommand.Build(),
            PriorityCommand.Build(),
            NotifyCommand.Build(),
            DatabaseCommand.Build(),
            ValidateCommand.Build(),
            PlanCommand.Build(),
            GraphCommand.Build(),
            ExplainCommand.Build(),
            ReportCommand.Build(),
            ImportCommand.Build(),
            ExportCommand.Build(),
            ScenesCommand.Build(),
            SchemaCommand.Build(),
            DashboardUserCommand.Build(),
            DoctorCommand.Build(),
        };
}
