using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot validate SPEC...</c>: diagnostics only. Loads neither torch nor the queue.</summary>
internal static class ValidateCommand
{
    public static Command Build()
    {
        var specs = new Argument<string[]>("SPEC") { Description = "YAML files, or F# scripts (.fsx).", Arity = ArgumentArity.OneOrMore };
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("validate", "Checks specs and the data they name, and prints what is wrong.") { specs, set, store, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(specs), parsed.GetRequiredValue(set), ArtifactStore.Open(parsed.GetValue(store)).Root, parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string[] specs, string[] sets, string store, string format)
    {
        var all = new DiagnosticBag();
        foreach (var spec in specs)
        {
            var (plan, diagnostics) = Compiling.Compile(spec, sets, store);
            foreach (var diagnostic in diagnostics) all.Add(diagnostic);
            if (format != "text") continue;
            Console.Error.Write(DiagnosticText.Render(diagnostics));
            Console.WriteLine(Verdict(spec, plan, diagnostics));
        }
        if (format == "json") Console.Write(DiagnosticJson.Render(all));
        return all.HasErrors ? ExitCodes.Invalid : ExitCodes.Done;
    }

    private static string Verdict(string spec, Plan? plan, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.Count(d => d.Severity == Severity.Error);
        var warnings = diagnostics.Count - errors;
        var found = warnings == 0 ? "" : $", {Words.Count(warnings, "warning")}";
        return errors > 0 ? $"{spec}: {Words.Count(errors, "error")}{found}"
            : plan is null ? $"{spec}: valid{found}"
            : $"{spec}: valid, {Words.Count(plan.Trials.Count, "trial")}, {Words.Count(plan.Nodes.Count, "stage")}{found}";
    }
}
