using System.CommandLine;
using System.Text.Json;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot report RUN</c>: renders a run's report again from what is stored.</summary>
internal static class ReportCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("RUN") { Description = "A run's folder: its name under runs/ of the store, the beginning of it, or a path." };
        var store = CommonOptions.Store();
        var command = new Command("report", "Renders the report of a run again.") { name, store };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), ArtifactStore.Open(parsed.GetValue(store), Console.Error.WriteLine)));
        return command;
    }

    private static int Run(string name, ArtifactStore store)
    {
        var candidates = RunLookup.Find(store, name);
        if (candidates.Count != 1)
        {
            var known = candidates.Count > 0 ? candidates : RunLookup.All(store);
            Console.Error.WriteLine(candidates.Count > 0 ? $"error: {name} is the beginning of several runs' names:" : $"error: no run {name} in {store.Runs}");
            if (candidates.Count == 0 && known.Count > 0) Console.Error.WriteLine("runs there:");
            foreach (var run in known) Console.Error.WriteLine($"  {run.Name}");
            return ExitCodes.Invalid;
        }
        try
        {
            // A run's own folder says which store it belongs to: <root>/runs/<name>.
            var run = candidates[0];
            var own = RunLookup.StoreOf(run, store);
            Console.WriteLine(Reporting.Write(run.ReadPlan(), own, run));
            return ExitCodes.Done;
        }
        catch (JsonException e)
        {
            Console.Error.WriteLine(
                $"error: {candidates[0].Plan} is damaged or was written by another version of pivot ({e.Message}) Run the spec again: what is done is not done twice.");
            return ExitCodes.Invalid;
        }
    }
}
