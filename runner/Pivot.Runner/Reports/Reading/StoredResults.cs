using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Reading;

/// <summary>What a run left in the store, by node key, each file read once.</summary>
internal sealed class StoredResults(Plan plan, RunRecord record, Func<string, CompletedStage?> find)
{
    private readonly Dictionary<string, StageRecord> _records = record.Stages.ToDictionary(s => s.Key);
    private readonly Dictionary<string, CompletedStage?> _stages = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> _scores = [];
    private readonly Dictionary<string, IReadOnlyList<StoredItem>> _items = [];
    private readonly Dictionary<string, IReadOnlyList<CurvePoint>> _curves = [];
    private readonly Dictionary<string, StageDescription?> _descriptions = [];

    /// <summary>What happened to a node, or null if the record does not name it.</summary>
    public StageRecord? RecordOf(string key) => _records.GetValueOrDefault(key);

    /// <summary>A finished node's folder, or null.</summary>
    public StageFolder? FolderOf(string key) => Once(_stages, key, () => find(key))?.Folder;

    /// <summary>Final metrics of a finished node; empty if it is not finished or has none.</summary>
    public IReadOnlyDictionary<string, double> Scores(string key) => Once(_scores, key, () =>
        FolderOf(key) is { } folder && File.Exists(folder.Scores)
            ? Json.ReadObject(folder.Scores).Where(p => Json.Number(p.Value) is not null).ToDictionary(p => p.Key, p => Json.Number(p.Value)!.Value)
            : new Dictionary<string, double>());

    /// <summary>Scores of a finished node's items in the file's order.</summary>
    public IReadOnlyList<StoredItem> Items(string key) => Once(_items, key, () =>
        FolderOf(key) is { } folder && File.Exists(folder.Items)
            ? Json.ReadLines(folder.Items).Select(o => new StoredItem(Json.Text(o["id"]), o["group"] is null ? null : Json.Text(o["group"]), o)).ToList()
            : []);

    /// <summary>A finished node's curves.</summary>
    public IReadOnlyList<CurvePoint> Curve(string key) => Once(_curves, key, () =>
        FolderOf(key) is { } folder && File.Exists(folder.Metrics)
            ? Json.ReadLines(folder.Metrics).Where(o => Json.Number(o["step"]) is not null).Select(o => new CurvePoint(
                Json.Number(o["step"])!.Value, Json.Text(o["split"]),
                o.Where(p => p.Key is not "step" and not "split" && Json.Number(p.Value) is not null).ToDictionary(p => p.Key, p => Json.Number(p.Value)!.Value)))
                .ToList()
            : []);

    /// <summary>What became of the rows of a finished node's data, in a sentence; empty where every row was taken as it is.</summary>
    public string Rows(string key) => FolderOf(key) is { } folder && File.Exists(folder.Rows) ? Json.Text(Json.ReadObject(folder.Rows)["summary"]) : "";

    /// <summary>When a finished node was done, UTC; null where its description is not there or is of another version of the program.</summary>
    public DateTimeOffset? FinishedAt(string key) => Description(key)?.FinishedAt;

    /// <summary>How a finished node was done other than asked, in whichever run; null where it was done as asked.</summary>
    public Adjustment? Adjusted(string key) => Description(key)?.Adjusted;

    /// <summary>Why a node has no results, for a person; null if it has.</summary>
    public string? WhyMissing(string key)
    {
        if (FolderOf(key) is not null) return null;
        var stage = plan[key].Stage;
        return RecordOf(key) is not { } found ? $"{stage} is not in the run's record" : found.State switch
        {
            StageState.Failed => $"{stage} failed",
            StageState.Skipped => FailedAbove(key) is { } failed ? $"{failed} failed" : $"{stage} was not started, because a stage it needs failed",
            StageState.Interrupted => $"{stage} was interrupted",
            StageState.Running => $"{stage} is still running",
            StageState.Waiting => $"{stage} was not reached",
            _ => $"{stage} is recorded as done, but its results are not in the store",
        };
    }

    private StageDescription? Description(string key) => Once(_descriptions, key, () =>
    {
        try
        {
            return FolderOf(key) is { } folder && File.Exists(Path.Combine(folder.Path, StageDescription.FileName)) ? StageDescription.Read(folder) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    });

    private string? FailedAbove(string key) => plan[key].Parents.Values
        .Select(p => RecordOf(p)?.State == StageState.Failed ? plan[p].Stage : FailedAbove(p)).FirstOrDefault(f => f is not null);

    private static T Once<T>(Dictionary<string, T> known, string key, Func<T> read)
    {
        if (!known.TryGetValue(key, out var value)) known[key] = value = read();
        return value;
    }
}
