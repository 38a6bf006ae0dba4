using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

public class DataTests
{
    private const string Files = """
        pivot: 1
        name: files
        data:
          vqa:
            source: folder
            path: ~
            views:
              train: { format: llava, file: train.json, images: pictures }
              test: { format: questions, file: test.json, limit: 5 }
              classes: { format: image_folder, train: a, test: b }
              masks: { format: masks, train_images: i, train_masks: m, test_images: ti, test_masks: tm, classes: [sky, road], ignore: 11 }
          photos: { source: llava, path: data/train.json }
          pairs: { source: preference, path: data/pairs.jsonl, images: pictures, limit: 3 }
          unread: { source: masks, path: nowhere, train_images: i, train_masks: m, test_images: ti, test_masks: tm, classes: missing.txt }
          sprites: { source: image_folder, path: data/sprites }
        models:
          m: { vision_tower: {}, language_model: {} }
        stages:
          learn: { kind: sft, data: vqa.train, steps: 1 }
          more: { kind: sft, from: learn, data: photos, steps: 1 }
          post: { kind: dpo, from: more, data: pairs, steps: 1 }
          ask: { kind: benchmark, from: post, data: vqa.test }
          seg: { kind: segmentation_probe, from: post, data: vqa.masks }
          look: { kind: linear_probe, from: post, data: vqa.classes }
          sprite: { kind: knn_probe, from: post, data: sprites }
        """;

    [Fact]
    public void A_missing_path_says_how_to_give_it()
    {
        var diagnostic = Assert.Single(SpecFile.Compile(Files).Diagnostics);
        Assert.Equal((DiagnosticCodes.MissingKey, 6, 5, "data.vqa.path"), (diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Path));
        Assert.Contains("--set data.vqa.path=DIR", diagnostic.Hint);
    }

    [Fact]
    public void Paths_start_from_the_file_they_are_written_in_or_from_the_current_folder_when_set()
    {
        using var file = new SpecFile();
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("specs/spec.yaml", Files), ["data.vqa.path=some/where"], null));
        var set = Path.Combine(Environment.CurrentDirectory, "some/where");
        var specs = Path.Combine(file.Folder, "specs");
        Assert.Equal(new AnnotationView("llava", $"{set}/train.json", $"{set}/pictures"), View(plan, "learn"));
        Assert.Equal(new AnnotationView("questions", $"{set}/test.json", set, 5), View(plan, "ask"));
        Assert.Equal(new ImageFolderView($"{set}/a", $"{set}/b"), View(plan, "look"));
        Assert.Equal(new AnnotationView("llava", $"{specs}/data/train.json", $"{specs}/data"), View(plan, "more"));
        Assert.Equal(new AnnotationView("preference", $"{specs}/data/pairs.jsonl", $"{specs}/pictures", 3), View(plan, "post"));
        Assert.Equal(new ImageFolderView($"{specs}/data/sprites/train", $"{specs}/data/sprites/test"), View(plan, "sprite"));
        var masks = Assert.IsType<MaskFolderView>(View(plan, "seg"));
        Assert.Equal(["sky", "road"], masks.Classes);
        Assert.Equal((11, $"{set}/tm"), (masks.Ignore, masks.TestMasks));
    }

    [Fact]
    public void Paths_of_a_base_start_from_the_bases_folder()
    {
        using var file = new SpecFile();
        file.Write("base/base.yaml", Files);
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", "extends: base/base.yaml\ndata: { vqa: { path: here } }"), [], null));
        Assert.Equal(new AnnotationView("llava", $"{file.Folder}/base/data/train.json", $"{file.Folder}/base/data"), View(plan, "more"));
        Assert.Equal($"{file.Folder}/here/train.json", ((AnnotationView)View(plan, "learn")).File);
    }

    [Fact]
    public void Class_names_may_lie_in_a_file()
    {
        using var file = new SpecFile();
        file.Write("d/classes.txt", "sky\n\n road \n");
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Files), ["data.vqa.path=" + file.Folder + "/d", "data.vqa.views.masks.classes=classes.txt"], null));
        Assert.Equal(["sky", "road"], ((MaskFolderView)View(plan, "seg")).Classes);
    }

    [Fact]
    public void The_inspector_sees_each_view_that_is_read_once_and_its_problems_are_told_at_the_path()
    {
        using var file = new SpecFile();
        var inspector = new Inspector(v => v is AnnotationView { Format: "questions" } ? [new DataProblem("PVT402", "line 3 is cut off", "mend it")] : []);
        var compilation = ExperimentCompiler.Compile(file.Write("spec.yaml", Files + "\n  again: { kind: benchmark, from: learn, data: vqa.test }"), ["data.vqa.path=/d"], inspector);
        Assert.Null(compilation.Plan);
        var diagnostic = Assert.Single(compilation.Diagnostics);
        Assert.Equal(("PVT402", 9, "data.vqa.views.test.file", "mend it"), (diagnostic.Code, diagnostic.Span.Line, diagnostic.Path, diagnostic.Hint));
        Assert.Equal(7, inspector.Seen.Count);
    }

    [Fact]
    public void Keys_follow_the_digest_and_not_the_path()
    {
        Plan Compile(string folder, string digest)
        {
            using var file = new SpecFile();
            return SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Files), ["data.vqa.path=" + folder], new Inspector(_ => [], digest)));
        }

        var plan = Compile("/a", "one");
        Assert.Equal(plan.Hash, Compile("/b", "one").Hash);
        Assert.NotEqual(plan.Nodes[0].Key, Compile("/a", "two").Nodes[0].Key);
        Assert.Equal("one", plan.Nodes[0].DataDigest);
    }

    [Fact]
    public void Without_an_inspector_different_files_are_still_told_apart_and_digests_are_empty()
    {
        var plan = SpecFile.Plan(Files + "\n  other: { kind: sft, data: photos, steps: 1 }", "data.vqa.path=/d");
        Assert.NotEqual(plan.Trials[0].Stages["learn"], plan.Trials[0].Stages["other"]);
        Assert.All(plan.Nodes, node => Assert.Empty(node.DataDigest));
        Assert.Equal(plan.Hash, SpecFile.Plan(Files + "\n  other: { kind: sft, data: photos, steps: 1 }", "data.vqa.path=/d").Hash);
    }

    [Theory]
    [InlineData("data.vqa.views.test.limit=6", "ask")]
    [InlineData("data.vqa.views.masks.classes=[sky, roads]", "seg")]
    [InlineData("data.vqa.views.masks.ignore=12", "seg")]
    [InlineData("data.vqa.views.masks.ignore=null", "seg")]
    public void What_is_read_out_of_the_files_changes_the_key(string set, string stage)
    {
        var (one, other) = (SpecFile.Plan(Files, "data.vqa.path=/d"), SpecFile.Plan(Files, "data.vqa.path=/d", set));
        Assert.NotEqual(one.Trials[0].Stages[stage], other.Trials[0].Stages[stage]);
    }

    private static DataView View(Plan plan, string stage) => plan[plan.Trials[0].Stages[stage]].Data;

    private sealed class Inspector(Func<DataView, IReadOnlyList<DataProblem>> problems, string digest = "digest") : IDataInspector
    {
        public List<DataView> Seen { get; } = [];

        public DataInspection Inspect(DataView view)
        {
            Seen.Add(view);
            return new DataInspection(digest, digest, problems(view));
        }

        public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text) => null;

        public CheckpointInspection InspectCheckpoint(string folder, InspectedPart part) => new("digest", [], []);
    }
}
