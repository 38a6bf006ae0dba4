using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Spectre.Console;

namespace Pivot.Runner.Cli.Progress;

/// <summary>Shows a run: bars on a terminal, plain lines where the output goes elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="run"/> while showing it.</summary>
    public static T Show<T>(Plan plan, Func<IRunObserver, Task<T>> run)
    {
        var console = AnsiConsole.Console;
        var terminal = console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };
        if (!terminal) return run(new PlainProgress(Console.Out, plan, TimeProvider.System)).GetAwaiter().GetResult();
        return console.Progress().HideCompleted(true).Columns(LiveProgress.Columns)
            .StartAsync(context => run(new LiveProgress(console, context, plan, TimeProvider.System))).GetAwaiter().GetResult();
    }
}
