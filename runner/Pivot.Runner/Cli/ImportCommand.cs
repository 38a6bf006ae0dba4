using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages.Folders;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot import DIR</c>: what a HuggingFace folder is, whether a spec can use it, and the lines that name it. Nothing is copied.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "A HuggingFace model's folder: config.json and safetensors." };
        var store = CommonOptions.Store();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("import", "Checks a HuggingFace checkpoint's folder and tells what it is, its digest, and how a spec names it. Copies nothing.") { folder, store, format };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), ArtifactStore.Open(parsed.GetValue(store)).Root, parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string folder, string store, string format)
    {
        // Names and shapes are held to the model's own modules, made without memory: no weight is loaded.
        ExternalTorch.Load();
        var report = new FolderCheck(Path.Combine(store, "data")).Check(Path.GetFullPath(folder));
        if (format == "text") Console.Error.Write(DiagnosticText.Render(report.Diagnostics));
        Console.Write(format == "json" ? FolderReportJson.Render(report) : FolderReportText.Render(report));
        return report.Diagnostics.HasErrors ? ExitCodes.Invalid : ExitCodes.Done;
    }
}
