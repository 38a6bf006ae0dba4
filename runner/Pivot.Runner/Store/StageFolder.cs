using System.Text.Json.Nodes;

namespace Pivot.Runner.Store;

/// <summary>
/// A stage's folder, <c>stages/KEY/</c>, while the stage runs. Names within it are fixed here, so that writers and readers agree:
/// <c>scores.json</c>, <c>metrics.jsonl</c>, <c>items.jsonl</c>, <c>checkpoint/</c>, <c>resume/</c>, <c>pictures/</c>, <c>features/</c>, <c>log_probabilities.safetensors</c>,
/// <c>rows.json</c>.
/// </summary>
public sealed class StageFolder(string path)
{
    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = path;

    /// <summary>Final metrics: <c>{"accuracy": 0.81, "accuracy.general": 0.9}</c>.</summary>
    public string Scores => In("scores.json");

    /// <summary>Curves, a JSON object a line: <c>{"step": 50, "split": "train"|"held_out", "loss": 1.2, ...}</c>.</summary>
    public string Metrics => In("metrics.jsonl");

    /// <summary>Scores of single items, a JSON object a line: <c>{"id", "group", "score", ...}</c>.</summary>
    public string Items => In("items.jsonl");

    /// <summary>The final model in HuggingFace names.</summary>
    public string Checkpoint => In("checkpoint");

    /// <summary>What a killed stage goes on from; removed when the stage is done.</summary>
    public string Resume => In("resume");

    /// <summary>PNG pictures for the report, and <c>pictures.json</c> that says what they show.</summary>
    public string Pictures => In("pictures");

    /// <summary>Stored features of a frozen encoder.</summary>
    public string Features => In("features");

    /// <summary>Summed log-probabilities of every answer under the reference.</summary>
    public string LogProbabilities => In("log_probabilities.safetensors");

    /// <summary>What became of the rows of the stage's data, where rows were mended or left out: see <see cref="WriteRows"/>.</summary>
    public string Rows => In("rows.json");

    /// <summary>Writes what became of the rows: <c>{"read", "kept", "placeholders_added", "cut", "dropped": {"too_long": 3}, "summary": "of 1,000 rows ..."}</c>.</summary>
    public void WriteRows(JsonObject rows) => AtomicFile.Write(Rows, rows.ToJsonString(StoreJson.Indented));

    /// <summary>Writes the final metrics.</summary>
    public void WriteScores(IReadOnlyDictionary<string, double> scores)
    {
        var json = new JsonObject();
        foreach (var (name, value) in scores) json[name] = value;
        AtomicFile.Write(Scores, json.ToJsonString(StoreJson.Indented));
    }

    /// <summary>Appends a point of the curves.</summary>
    public void AppendMetrics(JsonObject point) => File.AppendAllText(Metrics, point.ToJsonString() + "\n");

    /// <summary>Writes the scores of single items, replacing what is there.</summary>
    public void WriteItems(IEnumerable<JsonObject> items) => AtomicFile.WriteLines(Items, items.Select(i => i.ToJsonString()));

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
