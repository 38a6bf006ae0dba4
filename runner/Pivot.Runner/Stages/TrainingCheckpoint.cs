using System.Text.Json.Nodes;
using Pivot.Runner.Models.Adapters;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Store;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Optimizers;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// A training's checkpoint in the stage's <c>resume/</c> folder: model, optimizer, position, what the objective remembers and the curves' length, in a folder that is
/// renamed into place when it is whole. Batches are a pure function of seed and step and no step draws random numbers, so the step is both
/// the data's position and the state of the randomness.
/// </summary>
public sealed class TrainingCheckpoint(StageFolder folder, torch.nn.Module model, AdamW optimizer, torch.Device device, IObjectiveState? remembered = null,
    LowRankAdapters? adapters = null)
    : ITrainingCheckpoint
{
    private const string Prefix = "step-";

    /// <inheritdoc/>
    public long Load()
    {
        var newest = Saved().LastOrDefault();
        if (newest.Path is null)
        {
            TruncateCurves(0);
            return 0;
        }
        var state = JsonNode.Parse(File.ReadAllText(Path.Combine(newest.Path, "state.json")))!;
        ModuleState.Load(model, CheckpointTensors.Open(newest.Path));
        if (adapters is not null) AdapterFolder.Load(adapters, newest.Path);
        var moments = TensorFile.Load(Path.Combine(newest.Path, "optimizer.safetensors"), device);
        optimizer.Load(moments);
        foreach (var tensor in moments.Values) tensor.Dispose();
        remembered?.Restore(state["objective"]!.AsObject().ToDictionary(number => number.Key, number => number.Value!.GetValue<double>()));
        TruncateCurves(state["metrics_bytes"]!.GetValue<long>());
        return state["step"]!.GetValue<long>();
    }

    /// <inheritdoc/>
    public void Save(long stepsDone)
    {
        using var scope = torch.NewDisposeScope();
        var final = Path.Combine(folder.Resume, $"{Prefix}{stepsDone:d9}");
        if (Directory.Exists(final)) return;
        var partial = final + ".tmp";
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        TensorFile.Save(Path.Combine(partial, "model.safetensors"), ModuleState.Of(model));
        if (adapters is not null) AdapterFolder.Save(adapters, partial);
        TensorFile.Save(Path.Combine(partial, "optimizer.safetensors"), optimizer.State());
        var state = new JsonObject
        {
            ["step"] = stepsDone,
            ["metrics_bytes"] = File.Exists(folder.Metrics) ? new FileInfo(folder.Metrics).Length : 0,
        };
        if (remembered is not null)
            state["objective"] = new JsonObject(remembered.Values.Select(number => KeyValuePair.Create<string, JsonNode?>(number.Key, number.Value)));
        AtomicFile.Write(Path.Combine(partial, "state.json"), state.ToJsonString(StoreJson.Indented));
        Directory.Move(partial, final);
        foreach (var old in Saved().Where(s => s.Step < stepsDone).ToList()) Remove(old.Path);
    }

    // Another host may be taking it over this moment (ResumePoint): what still has its name must be whole.
    private static void Remove(string path)
    {
        var removed = path + ".removed.tmp";
        if (Directory.Exists(removed)) Directory.Delete(removed, recursive: true);
        Directory.Move(path, removed);
        Directory.Delete(removed, recursive: true);
    }

    private IEnumerable<(string Path, long Step)> Saved() => !Directory.Exists(folder.Resume)
        ? []
        : Directory.EnumerateDirectories(folder.Resume, Prefix + "*")
            .Where(p => !p.EndsWith(".tmp", StringComparison.Ordinal))
            .Select(p => (p, long.Parse(Path.GetFileName(p)[Prefix.Length..])))
            .OrderBy(s => s.Item2);

    private void TruncateCurves(long bytes)
    {
        if (!File.Exists(folder.Metrics)) return;
        using var file = new FileStream(folder.Metrics, FileMode.Open, FileAccess.Write);
        if (file.Length > bytes) file.SetLength(bytes);
    }
}
