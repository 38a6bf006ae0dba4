using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Explaining;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot explain SPEC STAGE</c>: what makes a stage's key differ from the nearest one in the store. Loads no torch.</summary>
internal static class ExplainCommand
{
    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var stage = new Argument<string>("STAGE") { Description = "A stage's name, or one that the compiler gives, such as post.reference." };
        var arm = new Option<string?>("--arm") { Description = "Only the stage of this arm.", HelpName = "ARM" };
        var seed = new Option<long?>("--seed") { Description = "Only the stage of this seed.", HelpName = "N" };
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("explain", "Tells why a stage would be computed: what differs from the nearest one in the store.") { spec, stage, arm, seed, set, store, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(stage), parsed.GetValue(arm), parsed.GetValue(seed), parsed.GetRequiredValue(set),
            ArtifactStore.Open(parsed.GetValue(store), Console.Error.WriteLine), parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string spec, string stage, string? arm, long? seed, string[] sets, ArtifactStore store, string format)
    {
        var (plan, diagnostics) = Compiling.Compile(spec, sets, store.Root);
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        if (plan is null || diagnostics.HasErrors) return ExitCodes.Invalid;
        var nodes = StageLookup.Find(plan, stage, arm, seed, out var mistake);
        if (mistake is not null)
        {
            Console.Error.WriteLine($"error: {mistake}");
            return ExitCodes.Invalid;
        }
        var explainer = new StageExplainer(plan, store);
        var found = nodes.Select(explainer.Explain).ToList();
        var labels = new StageLabels(plan);
        string Folder(StageDescription s) => Path.GetRelativePath(Environment.CurrentDirectory, store.Folder(s.Key).Path);
        Console.Write(format == "json"
            ? ExplanationJson.Render(found, Folder)
            : ExplanationText.Render(found, e => labels.Of(e.Node), Folder, s => Words.Duration(TimeSpan.FromSeconds(s))));
        return ExitCodes.Done;
    }
}
