using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue.Views;
using Spectre.Console;

namespace Pivot.Runner.Cli.Progress;

/// <summary>Shows a run: bars on a terminal, plain lines where the output goes elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="run"/> while showing it.</summary>
    public static T Show<T>(Plan plan, Func<IRunObserver, Task<T>> run)
    {
        var console = AnsiConsole.Console;
        if (!IsTerminal(console)) return run(new PlainProgress(Console.Out, plan, TimeProvider.System)).GetAwaiter().GetResult();
        return console.Progress().HideCompleted(true).Columns(LiveProgress.Columns)
            .StartAsync(context => run(new LiveProgress(console, context, plan, TimeProvider.System))).GetAwaiter().GetResult();
    }

    /// <summary>Shows a run of the fleet while <paramref name="follow"/> looks at it again and again.</summary>
    public static T Watch<T>(Func<Action<RunView, IReadOnlyList<StageView>>, T> follow)
    {
        var console = AnsiConsole.Console;
        if (!IsTerminal(console)) return follow(new PlainWatch(Console.Out, TimeProvider.System).Show);
        return console.Live(new Text("")).Start(live => follow((run, stages) => live.UpdateTarget(WatchTable.Draw(run, stages, console.Profile.Height))));
    }

    private static bool IsTerminal(IAnsiConsole console) => console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };
}
