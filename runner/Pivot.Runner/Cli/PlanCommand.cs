using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Runner.Preflight;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot plan SPEC</c>: what would run, what is shared, what is in the store, what it will take, and what stands against it.</summary>
internal static class PlanCommand
{
    private const int WidthOfFiles = 120;

    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var storage = CommonOptions.Storage();
        var format = CommonOptions.Format("text", "json", "mermaid");
        var all = new Option<bool>("--all") { Description = "Lists every row and every node, however many there are." };
        var command = new Command("plan", "Shows the compiled plan, what of it is in the store and what the rest will take, and checks that this host can run it.")
        {
            spec, set, store, storage, format, all,
        };
        var use = HostUse.AddTo(command);
        command.SetAction(parsed =>
        {
            var opened = ArtifactStore.Open(parsed.GetValue(store), Console.Error.WriteLine);
            var compilation = Compiling.CompileAndCount(parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), opened.Root);
            return compilation.Plan is not { } plan
                ? Refuse(compilation)
                : Show(compilation, plan, opened, use(parsed, plan.Spec.Run), parsed.GetValue(storage), parsed.GetRequiredValue(format), parsed.GetValue(all));
        });
        return command;
    }

    private static int Refuse(Compilation compilation)
    {
        Console.Error.Write(DiagnosticText.Render(compilation.Diagnostics));
        return ExitCodes.Invalid;
    }

    private static int Show(Compilation compilation, Plan plan, ArtifactStore store, HostUse use, string? storage, string format, bool all)
    {
        ConfoundWarnings.Add(compilation);
        var cached = store.FindAll(plan.Nodes.Select(n => n.Key)).Keys.ToHashSet();
        var (forecast, exitCode) = Preflighting.Check(compilation, store, cached.Contains, use, DatabaseCheck.Locate(storage));
        foreach (var diagnostic in compilation.Diagnostics)
        {
            // The text has a section of confounds.
            if (format != "text" || diagnostic.Code != DiagnosticCodes.Confound) Console.Error.WriteLine(DiagnosticText.Render(diagnostic, compilation.Diagnostics.TextOf));
        }

        var page = new PlanPage
        {
            IsCached = cached.Contains, Forecast = forecast, Everything = all, Width = Width(),
            Warnings = [.. compilation.Diagnostics.Where(d => d.Severity == Severity.Warning)],
        };
        Console.Write(format switch
        {
            "json" => PlanJson.Render(plan, page),
            "mermaid" => PlanMermaid.Render(plan, page),
            _ => PlanText.Render(plan, page),
        });
        return exitCode;
    }

    private static int Width()
    {
        if (Console.IsOutputRedirected) return WidthOfFiles;
        try
        {
            return Console.WindowWidth >= 40 ? Console.WindowWidth : WidthOfFiles;
        }
        catch (IOException)
        {
            return WidthOfFiles; // a terminal that does not tell
        }
    }
}
