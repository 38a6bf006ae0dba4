using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Graphs.Rendering;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot graph SPEC STAGE</c>: the model that a stage builds and what the stage takes, no weight being allocated.</summary>
internal static class GraphCommand
{
    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var stage = new Argument<string>("STAGE") { Description = "A stage's name, or the beginning of its key." };
        var arm = new Option<string?>("--arm") { Description = "The arm whose stage is shown. Default: the first one that has it.", HelpName = "NAME" };
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var format = CommonOptions.Format("text", "json", "mermaid");
        var command = new Command("graph", "Shows a stage's modules, their shapes and parameters, and what the stage takes.") { spec, stage, arm, set, store, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(stage), parsed.GetValue(arm), parsed.GetRequiredValue(set),
            ArtifactStore.Open(parsed.GetValue(store)).Root, parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string spec, string stage, string? arm, string[] sets, string root, string format)
    {
        var (plan, diagnostics) = Compiling.CompileAndCount(spec, sets, root);
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        if (plan is null || diagnostics.HasErrors) return ExitCodes.Invalid;
        var node = StageLookup.Find(plan, stage, arm, null, out var problem).FirstOrDefault();
        if (node is null)
        {
            Console.Error.WriteLine($"error: {problem}");
            return ExitCodes.Invalid;
        }

        Console.Write(format switch
        {
            "json" => GraphJson.Render(node, plan),
            "mermaid" => GraphMermaid.Render(node, plan),
            _ => GraphText.Render(node, plan),
        });
        return ExitCodes.Done;
    }
}
