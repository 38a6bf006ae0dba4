using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot plan SPEC</c>: what would run, what is shared, what is in the store.</summary>
internal static class PlanCommand
{
    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var format = CommonOptions.Format("text", "json", "mermaid");
        var command = new Command("plan", "Shows the compiled plan and what of it is already in the store.") { spec, set, store, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), ArtifactStore.Locate(parsed.GetValue(store)), parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string spec, string[] sets, string root, string format)
    {
        var compilation = Compiling.Compile(spec, sets, root);
        ConfoundWarnings.Add(compilation);
        var (plan, diagnostics) = compilation;
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        if (plan is null || diagnostics.HasErrors) return ExitCodes.Invalid;
        var store = new ArtifactStore(root, Console.Error.WriteLine);
        var cached = store.FindAll(plan.Nodes.Select(n => n.Key)).Keys.ToHashSet();
        Console.Write(format switch
        {
            "json" => PlanJson.Render(plan, cached.Contains),
            "mermaid" => PlanMermaid.Render(plan, cached.Contains),
            _ => PlanText.Render(plan, cached.Contains),
        });
        return ExitCodes.Done;
    }
}
