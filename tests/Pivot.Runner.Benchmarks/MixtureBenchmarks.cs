using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Benchmarks;

/// <summary>A mixture of 300,000 rows, two thirds JSON lines and a third a JSON array: opened, and read at random places, against parsing every line once.</summary>
[MemoryDiagnoser]
public class MixtureBenchmarks
{
    private const int Rows = 300_000;
    private const int Drawn = 10_000;
    private string _folder = "";
    private MixtureView _view = null!;
    private IReadOnlyList<ConversationSample> _rows = [];

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("pivot-mixture-").FullName;
        string Row(int i) => $$"""{"id": "r{{i}}", "image": "{{i % 1000}}.png", "conversations": [{"from": "human", "value": "<image>\nwhat is beside the {{i}}th red house?"}, {"from": "gpt", "value": "a cat that looks at the street behind the window, and {{i}} trees"}]}""";
        File.WriteAllLines(In("a.jsonl"), Enumerable.Range(0, Rows * 2 / 3).Select(Row));
        File.WriteAllText(In("b.json"), $"[\n{string.Join(",\n", Enumerable.Range(0, Rows / 3).Select(Row))}\n]\n");
        File.WriteAllText(In("mix.yaml"), "datasets:\n  - json_path: a.jsonl\n  - json_path: b.json\n    sampling_strategy: random:100%\n");
        _view = new MixtureView(In("mix.yaml"), _folder, _folder);
        _rows = DataViews.Conversations(_view);
        if (_rows.Count != Rows) throw new InvalidOperationException("the mixture has not all rows");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true, Description = "parsing every line once")]
    public int Lines() => File.ReadLines(In("a.jsonl")).Concat(File.ReadLines(In("b.json")).Skip(1).SkipLast(1).Select(line => line.TrimEnd(',')))
        .Count(line => JsonElement.Parse(line).ValueKind == JsonValueKind.Object);

    [Benchmark(Description = "opening a mixture: places found, every row judged")]
    public int Open() => DataViews.Conversations(_view).Count;

    [Benchmark(Description = "10,000 rows at random places")]
    public int Random()
    {
        var (random, turns) = (new Random(1), 0);
        for (var i = 0; i < Drawn; i++) turns += _rows[random.Next(Rows)].Turns.Count;
        return turns;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
