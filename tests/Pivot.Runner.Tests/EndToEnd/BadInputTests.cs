namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>What a person sees who makes a mistake: one clear diagnostic each, the right exit code, and what was finished stays finished.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Spec = """
        pivot: 1
        name: photos
        data:
          vqa:
            source: folder
            path: data
            views:
              instruct: { format: llava, file: train.jsonl }
              other:    { format: llava, file: other.jsonl }
        models:
          nano:
            vision_tower:   { arch: siglip, image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { arch: qwen2, width: 16, depth: 1, heads: 2 }
        stages:
          good: { kind: sft, model: nano, data: vqa.other, steps: 2, batch_size: 2 }
          bad:  { kind: sft, from: good, data: vqa.instruct, steps: 2, batch_size: 2 }
          last: { kind: sft, from: bad, data: vqa.other, steps: 2, batch_size: 2 }
        """;

    private const string Row = """{"id": "a", "image": "a.png", "conversations": [{"from": "human", "value": "<image>\nwhat?"}, {"from": "gpt", "value": "red"}]}""";

    private static readonly byte[] Png = Runner.Data.Images.ImageFile.EncodePng(new Runner.Data.Images.RasterImage(16, 16, new byte[16 * 16 * 3]));

    private readonly string _folder = Directory.CreateTempSubdirectory("pivot-bad-").FullName;

    public BadInputTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Write("spec.yaml", Spec);
        Write("data/train.jsonl", Row + "\n" + Row.Replace("\"a\"", "\"b\""));
        Write("data/other.jsonl", Row + "\n" + Row.Replace("\"a\"", "\"b\"").Replace("a.png", "b.png"));
        File.WriteAllBytes(Path.Combine(_folder, "data/a.png"), Png);
        File.WriteAllBytes(Path.Combine(_folder, "data/b.png"), Png);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private void Fails(int exitCode, params string[] said)
    {
        var (code, output) = PivotProcess.Run(_folder, "run", "spec.yaml", "--workers", "1", "--threads", "1");
        Assert.True(code == exitCode, $"exit code {code}: {output}");
        Assert.All(said, s => Assert.Contains(s, output));
        Assert.DoesNotContain("   at ", output); // a stack trace
    }

    [Fact]
    public void All_is_well_without_a_mistake() => Fails(0, "3 run");

    [Fact]
    public void A_misspelt_key_is_told_with_place_and_nearest_name()
    {
        Write("spec.yaml", Spec.Replace("batch_size: 2 }\n  bad", "batch_sise: 2 }\n  bad"));
        Fails(2, "spec.yaml:15:", "error PVT201", "batch_sise", "batch_size");
    }

    [Fact]
    public void A_wrong_type_is_told_with_what_is_allowed()
    {
        Write("spec.yaml", Spec.Replace("steps: 2, batch_size: 2 }\n  bad", "steps: many, batch_size: 2 }\n  bad"));
        Fails(2, "spec.yaml:15:", "many", "whole number");
    }

    [Fact]
    public void A_missing_file_is_told_at_the_path_that_names_it()
    {
        File.Delete(Path.Combine(_folder, "data/train.jsonl"));
        Fails(2, "spec.yaml:8:", "PVT401", "train.jsonl");
    }

    [Fact]
    public void A_missing_image_is_told_with_the_row_that_names_it()
    {
        Write("data/train.jsonl", Row + "\n" + Row.Replace("\"a\"", "\"b\"").Replace("a.png", "gone.png"));
        Fails(2, "PVT403", "train.jsonl:2", "gone.png");
    }

    [Fact]
    public void A_truncated_line_is_told_with_its_number()
    {
        Write("data/train.jsonl", Row + "\n" + Row[..40]);
        Fails(2, "PVT402", "train.jsonl:2");
    }

    [Fact]
    public void An_empty_split_is_told()
    {
        Write("data/train.jsonl", "");
        Fails(2, "PVT404", "train.jsonl");
    }

    [Fact]
    public void A_file_that_is_no_image_is_told_before_the_run()
    {
        Write("data/a.png", "this is no picture");
        Fails(2, "PVT406", "a.png");
    }

    [Fact]
    public void A_picture_cut_short_fails_its_stage_and_what_was_finished_stays_finished()
    {
        // b.png is read by the first stage; its header is whole, its body is not, so only reading it shows.
        var noise = new byte[16 * 16 * 3];
        new Random(1).NextBytes(noise);
        var png = Runner.Data.Images.ImageFile.EncodePng(new Runner.Data.Images.RasterImage(16, 16, noise));
        Write("data/train.jsonl", Row.Replace("a.png", "c.png") + "\n" + Row.Replace("\"a\"", "\"b\""));
        File.WriteAllBytes(Path.Combine(_folder, "data/c.png"), png[..(png.Length / 2)]);
        Fails(1, "1 run", "1 failed", "1 skipped", "c.png");
        File.WriteAllBytes(Path.Combine(_folder, "data/c.png"), png);
        Fails(0, "2 run, 1 from the store");
    }

    [Fact]
    public void An_unknown_command_is_an_invalid_argument() =>
        Assert.Equal(2, PivotProcess.Run(_folder, "rnu", "spec.yaml").ExitCode);
}
