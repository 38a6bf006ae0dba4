using System.Globalization;
using Pivot.Runner.Preflight;

namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>What would fail three hours into a run fails in <c>pivot plan</c>, with a place and a way to mend it, and <c>pivot run</c> does not begin.</summary>
public sealed class HourThreeTests : IDisposable
{
    private const string Models = """
        models:
          nano:
            vision_tower:   { arch: siglip, image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { arch: qwen2, width: 16, depth: 1, heads: 2 }
        """;

    private const string Spec = $$"""
        pivot: 1
        name: late
        data:
          scenes: { source: scenes, image_size: 32, train: 64, test: 16 }
          shapes: { source: image_folder, path: ., train: train, test: test }
          tests:  { source: questions, path: test.jsonl, images: . }
        {{Models}}
        stages:
          learn: { kind: sft, model: nano, data: scenes.instruct, steps: 2, batch_size: 2 }
          ask:   { kind: benchmark, from: learn, data: tests }
          see:   { kind: knn_probe, from: learn, data: shapes }
        """;

    private const string Row = """{"id": "a", "image": "train/red/a.png", "question": "what?", "answer": "red"}""";

    private static readonly byte[] Png = Runner.Data.Images.ImageFile.EncodePng(new Runner.Data.Images.RasterImage(16, 16, new byte[16 * 16 * 3]));

    private readonly string _folder = Directory.CreateTempSubdirectory("pivot-late-").FullName;

    public HourThreeTests()
    {
        Write("spec.yaml", Spec);
        Write("test.jsonl", Row + "\n" + Row.Replace("\"a\"", "\"b\""));
        foreach (var file in new[] { "train/red/a.png", "train/blue/a.png", "test/red/a.png", "test/blue/a.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllBytes(Path.Combine(_folder, file), Png);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_mistake_the_plan_is_shown_with_its_forecast()
    {
        var (code, output) = PivotProcess.Run(_folder, "plan", "spec.yaml");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("error", output);
        Assert.Matches("see +knn_probe", output);
        Assert.Contains("language_model ", output);
        Assert.Contains("assumed: ", output);
        Assert.Contains("will be written to the store", output);
    }

    [Fact]
    public void A_missing_image_in_the_test_split()
    {
        Write("test.jsonl", Row + "\n" + Row.Replace("\"a\"", "\"b\"").Replace("red/a.png", "red/gone.png"));
        Fails(2, "spec.yaml:6:", "error PVT403", "test.jsonl:2: the image", "gone.png does not exist");
    }

    [Fact]
    public void A_missing_image_and_a_typo_together()
    {
        Write("test.jsonl", Row.Replace("red/a.png", "red/gone.png"));
        Write("spec.yaml", Spec.Replace("steps: 2", "stepps: 2").Replace("from: learn, data: tests", "model: nano, data: tests"));
        Fails(2, "error PVT201", "stepps", "error PVT403", "gone.png does not exist");
    }

    [Fact]
    public void A_probe_without_labels()
    {
        Directory.Delete(Path.Combine(_folder, "test/red"), recursive: true);
        File.Delete(Path.Combine(_folder, "test/blue/a.png"));
        Fails(2, "spec.yaml:5:", "error PVT405", "missing red", "error PVT404", "the class holds no images");
    }

    [Fact]
    public void A_probe_on_rows_that_have_no_labels()
    {
        Write("spec.yaml", Spec.Replace("from: learn, data: shapes", "from: learn, data: tests"));
        Fails(2, "spec.yaml:", "error PVT305", "knn_probe reads label rows", "views that fit: scenes.objects, shapes");
    }

    [Fact]
    public void A_database_that_cannot_be_reached()
    {
        var (code, output) = PivotProcess.Run(_folder, "plan", "spec.yaml", "--storage", "Host=127.0.0.1;Port=1;Database=pivot;Username=me;Password=geheim");
        Assert.True(code == 3, $"exit code {code}: {output}");
        Assert.Contains("error PVT414: the queue's database cannot be reached at 127.0.0.1:1, database 'pivot': nothing listens there", output);
        Assert.DoesNotContain("geheim", output);
    }

    [Fact]
    public void A_disk_that_is_too_small()
    {
        // As many points as fill what is really free here, each with a checkpoint of half a gigabyte.
        var free = HostReading.FreeDisk(_folder)!.Value;
        var points = (free / 300_000_000) + 2;
        var rates = string.Join(", ", Enumerable.Range(1, (int)points).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}e-9")));
        Write("spec.yaml", $$"""
            pivot: 1
            name: large
            data:
              scenes: { source: scenes, image_size: 32, train: 64, test: 16 }
            models:
              large:
                vision_tower:   { arch: siglip, image_size: 32, patch_size: 16, width: 1024, depth: 8, heads: 8 }
                language_model: { arch: qwen2, width: 64, depth: 1, heads: 2 }
            stages:
              learn: { kind: sft, model: large, data: scenes.instruct, steps: 2, batch_size: 1 }
            sweep: { grid: { stages.learn.learning_rate: [{{rates}}] } }
            """);
        Fails(3, "error PVT413: the plan will write about ", "free", "hint: make room");
    }

    [Fact]
    public void A_device_that_is_not_there() => Fails(3, ["--device", "cuda:99"], "error PVT415: the device cuda:99 is not there");

    [Fact]
    public void A_model_that_fits_no_memory()
    {
        Write("spec.yaml", Spec.Replace("width: 16, depth: 1, heads: 2 }\n    language_model", "width: 65536, depth: 400, heads: 2 }\n    language_model"));
        Fails(2, "spec.yaml:12:", "error PVT412: stage 'learn' needs about ", "this host has free");
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private void Fails(int exitCode, params string[] said) => Fails(exitCode, [], said);

    private void Fails(int exitCode, string[] options, params string[] said)
    {
        foreach (var command in new[] { "plan", "run" })
        {
            var (code, output) = PivotProcess.Run(_folder, [command, "spec.yaml", .. options]);
            Assert.True(code == exitCode, $"{command}: exit code {code}: {output}");
            Assert.All(said, s => Assert.Contains(s, output));
            Assert.DoesNotContain("   at ", output); // a stack trace
        }
        Assert.False(Directory.Exists(Path.Combine(_folder, ".pivot", "stages")), "a stage was begun");
    }
}
