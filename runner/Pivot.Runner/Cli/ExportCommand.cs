using System.CommandLine;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages.Folders;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot export STAGE DIR</c>: a finished stage's model, or a part of it, as a folder that transformers loads.</summary>
internal static class ExportCommand
{
    public static Command Build()
    {
        var stage = new Argument<string>("STAGE")
        {
            Description = "RUN/STAGE (a run as `pivot report` takes it, a stage by its name), or the beginning of a stage's key; with --spec a stage's name.",
        };
        var folder = new Argument<string>("DIR") { Description = "The folder to write; it must not be there, or be empty." };
        var spec = new Option<string?>("--spec") { Description = "Looks the stage up in a spec in place of a run.", HelpName = "SPEC" };
        var set = CommonOptions.Set();
        var arm = new Option<string?>("--arm") { Description = "The stage of this arm.", HelpName = "ARM" };
        var seed = new Option<long?>("--seed") { Description = "The stage of this seed.", HelpName = "N" };
        var part = new Option<string>("--part") { Description = $"What to write: {string.Join(", ", StageExport.Parts)}.", DefaultValueFactory = _ => StageExport.Parts[0] };
        part.AcceptOnlyFromAmong([.. StageExport.Parts]);
        var drop = new Option<bool>("--drop-last-block") { Description = "Of a vision tower: without its last block and its pooling head, as LLaVA and the PIVOT paper use it." };
        var adapter = new Option<bool>("--adapter") { Description = "The stage's LoRA adapters in PEFT's files, in place of the model they are merged into." };
        var type = new Option<string?>("--dtype") { Description = $"Type of the weights: {string.Join(", ", StageExport.Types)}. Default: as the stage keeps them.", HelpName = "TYPE" };
        type.AcceptOnlyFromAmong([.. StageExport.Types]);
        var shard = new Option<long>("--max-shard-size") { Description = "The most that one file of weights holds, such as 5GB or 500MB.", HelpName = "SIZE", CustomParser = ByteSizes.Parse, DefaultValueFactory = _ => StageExport.StandardShardSize };
        var force = new Option<bool>("--force") { Description = "Replaces a checkpoint that is in DIR." };
        var store = CommonOptions.Store();
        var command = new Command("export", "Writes a finished stage's model, or a part of it, as a folder that transformers loads.")
        {
            stage, folder, spec, set, arm, seed, part, drop, adapter, type, shard, force, store,
        };
        command.SetAction(parsed => Run(
            ArtifactStore.Open(parsed.GetValue(store), Console.Error.WriteLine),
            new StageReference(parsed.GetRequiredValue(stage), parsed.GetValue(spec), parsed.GetRequiredValue(set), parsed.GetValue(arm), parsed.GetValue(seed)),
            new StageExport(parsed.GetRequiredValue(folder))
            {
                Part = parsed.GetRequiredValue(part), DropsLastBlock = parsed.GetValue(drop), Adapter = parsed.GetValue(adapter), Type = parsed.GetValue(type),
                MaxShardSize = parsed.GetValue(shard), Replaces = parsed.GetValue(force),
            }));
        return command;
    }

    private static int Run(ArtifactStore store, StageReference reference, StageExport export)
    {
        if (reference.Find(store) is not { } found) return ExitCodes.Invalid;
        ExternalTorch.Load();
        try
        {
            foreach (var note in export.Write(found)) Console.Error.WriteLine(note);
        }
        catch (Stages.StageException problem)
        {
            Console.Error.WriteLine($"error: {problem.Message}");
            return ExitCodes.Invalid;
        }
        Console.WriteLine($"{reference.Text} ({found.Key[..8]}) -> {export.Folder}");
        return ExitCodes.Done;
    }
}
