using System.Text.Json;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Preflight;

/// <summary>
/// How fast the stages in the store were done on a host like this one: same processor, device and threads. A stage's twin (same kind, model, trained
/// parts and data, another number of steps perhaps) comes before others of its kind, and those before what is assumed.
/// </summary>
public sealed class StoredSpeeds : IStageSpeeds
{
    /// <summary>Stored stages that are looked at, in the order the file system gives them: enough for a median.</summary>
    public const int MostStages = 400;

    private readonly IStageSpeeds _otherwise;
    private readonly Dictionary<string, double> _twins;
    private readonly Dictionary<string, (double Median, int Count)> _kinds;
    private readonly Dictionary<ModelSpec, string> _models = [];

    /// <param name="store">The store.</param>
    /// <param name="host">This host, with the device that is spoken of.</param>
    /// <param name="threads">Threads of a stage.</param>
    /// <param name="otherwise">Asked where the store knows nothing.</param>
    public StoredSpeeds(ArtifactStore store, HostInfo host, int threads, IStageSpeeds otherwise)
    {
        _otherwise = otherwise;
        var measured = store.Folders().Take(MostStages).Select(f => Read(f, host, threads)).OfType<(string Kind, string Twin, double Speed)>().ToList();
        _twins = measured.GroupBy(m => m.Twin).ToDictionary(g => g.Key, g => Median(g.Select(m => m.Speed)));
        _kinds = measured.GroupBy(m => m.Kind).ToDictionary(g => g.Key, g => (Median(g.Select(m => m.Speed)), g.Count()));
    }

    /// <inheritdoc/>
    public string Device => _otherwise.Device;

    /// <inheritdoc/>
    public StageSpeed Of(PlanNode node, StageCost cost)
    {
        var kind = node.Spec.Kind;
        if (!_kinds.TryGetValue(kind, out var known)) return _otherwise.Of(node, cost);
        if (_twins.TryGetValue(Twin(kind, ModelText(node.Model), node.DataDigest, Train(node.Spec)), out var twin))
            return new StageSpeed(twin, "measured: the stage's twin in the store");
        return new StageSpeed(known.Median, $"measured: {(known.Count == 1 ? "a stored stage" : $"{known.Count} stored stages")} of kind {kind} on this host");
    }

    private static (string, string, double)? Read(StageFolder folder, HostInfo host, int threads)
    {
        try
        {
            // Fields are picked out, not bound to records: what another version of the program wrote is passed over and no mistake.
            using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, StageDescription.FileName)));
            var stage = file.RootElement;
            if (!stage.TryGetProperty("work", out var work) || work.ValueKind != JsonValueKind.Object || work.GetProperty("threads").GetInt32() != threads) return null;
            var where = stage.GetProperty("host");
            if (where.GetProperty("processor").GetString() != host.Processor || where.GetProperty("device").GetString() != host.Device) return null;
            var (flops, seconds) = (work.GetProperty("flops").GetDouble(), stage.GetProperty("seconds").GetDouble());
            if (flops <= 0 || seconds <= 0) return null;
            var kind = stage.GetProperty("kind").GetString()!;
            var model = stage.TryGetProperty("model", out var found) && found.ValueKind == JsonValueKind.Object ? JsonSerializer.Serialize(found) : "";
            var train = stage.GetProperty("spec").TryGetProperty("train", out var parts) && parts.ValueKind == JsonValueKind.Array ? parts.EnumerateArray().Select(p => p.GetString()!) : [];
            return (kind, Twin(kind, model, stage.GetProperty("data_digest").GetString()!, train), flops / seconds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null; // unfinished, or damaged: the store says so when the stage itself is asked for
        }
    }

    private static IEnumerable<string> Train(StageSpec spec) => spec is TrainingStageSpec training ? training.Train : [];

    private string ModelText(ModelSpec? model)
    {
        if (model is null) return "";
        if (!_models.TryGetValue(model, out var text))
            _models[model] = text = JsonSerializer.Serialize(JsonSerializer.SerializeToElement(model, PlanFile.Options));
        return text;
    }

    private static string Twin(string kind, string model, string data, IEnumerable<string> train) =>
        $"{kind}\n{model}\n{data}\n{string.Join(',', train.Order(StringComparer.Ordinal))}";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
