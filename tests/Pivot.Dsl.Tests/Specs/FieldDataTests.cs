using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

/// <summary>The formats that public sets and benchmarks come in.</summary>
public class FieldDataTests
{
    private const string Head = """
        pivot: 1
        name: field
        models:
          m: { vision_tower: {}, language_model: {} }

        """;

    [Fact]
    public void Benchmarks_and_pairs_are_views_of_their_files()
    {
        using var file = new SpecFile();
        var plan = Plan(file, """
            data:
              bench: { source: mmbench, path: mm.tsv, limit: 9, suffix: "", unreadable: drop }
              pope: { source: pope, path: pope, images: coco, text_only: drop }
              rv: { source: rlhf_v, path: RLHF-V.parquet, id: idx, too_long: truncate }
              lf: { source: rlaif_v, path: rlaif, files: "RLAIF*.parquet" }
              qa: { source: parquet, path: data, rows: questions, question: query, group: type, images: pics }
              chat: { source: parquet, path: chat.parquet, rows: conversations, conversations: messages }
              set: { source: folder, path: set, views: { p: { format: pope, file: pope.json }, c: { format: parquet, file: parts, rows: preference, text: json } } }
            stages:
              talk: { kind: sft, data: chat, model: m, steps: 1 }
              a: { kind: dpo, from: talk, data: rv, steps: 1 }
              b: { kind: dpo, from: talk, data: lf, steps: 1 }
              c: { kind: dpo, from: talk, data: set.c, steps: 1 }
              d: { kind: benchmark, from: talk, data: bench }
              e: { kind: benchmark, from: talk, data: pope }
              f: { kind: benchmark, from: talk, data: qa }
              g: { kind: benchmark, from: talk, data: set.p }
            report: { metrics: [d.circular_accuracy, e.f1, e.precision.popular, e.accuracy.random] }
            """);
        var at = file.Folder;
        Assert.Equal(new BenchmarkFileView("mmbench", $"{at}/mm.tsv", at, 9, "") { Policy = new RowPolicy { Unreadable = "drop" } }, View(plan, "d"));
        Assert.Equal(new BenchmarkFileView("pope", $"{at}/pope", $"{at}/coco") { Policy = new RowPolicy { TextOnly = "drop" } }, View(plan, "e"));
        Assert.Equal(new BenchmarkFileView("pope", $"{at}/set/pope.json", $"{at}/set"), View(plan, "g"));
        Assert.Equal(new ParquetView("preference", $"{at}/RLHF-V.parquet", at) { Text = "text", Id = "idx", Policy = new RowPolicy { TooLong = "truncate" } }, View(plan, "a"));
        Assert.Equal(new ParquetView("preference", $"{at}/rlaif", at) { Files = "RLAIF*.parquet" }, View(plan, "b"));
        Assert.Equal(new ParquetView("preference", $"{at}/set/parts", $"{at}/set") { Text = "json" }, View(plan, "c"));
        Assert.Equal(new ParquetView("questions", $"{at}/data", $"{at}/pics") { Question = "query", Group = "type" }, View(plan, "f"));
        Assert.Equal(new ParquetView("conversations", $"{at}/chat.parquet", at) { Conversations = "messages" }, View(plan, "talk"));
    }

    [Fact]
    public void Sets_of_classes_are_views_of_their_folders()
    {
        using var file = new SpecFile();
        file.Write("ade/objectInfo150.csv", "Idx,Ratio,Train,Val,Stuff,Name\n1,0.1,9,9,1,wall\n2,0.1,9,9,1,building;edifice\n3,0.1,9,9,1,building;house\n");
        var plan = Plan(file, """
            data:
              inet: { source: imagenet, path: in, test: held, labels: val.txt, per_class: 50, seed: 3 }
              flat: { source: parquet, path: parts, rows: labels, label: class, test: "validation*" }
              ade: { source: ade20k, path: ade }
              other: { source: folder, path: ade, views: { with: { format: ade20k, other: class, train: validation }, in: { format: imagenet, file: ../in } } }
            stages:
              a: { kind: linear_probe, model: m, data: inet }
              b: { kind: knn_probe, model: m, data: flat }
              c: { kind: segmentation_probe, model: m, data: ade }
              d: { kind: segmentation_probe, model: m, data: other.with }
              e: { kind: knn_probe, model: m, data: other.in }
            """);
        var at = file.Folder;
        Assert.Equal(new ImageNetView($"{at}/in", $"{at}/in/train", $"{at}/in/held", $"{at}/in/val.txt", 50, 3), View(plan, "a"));
        Assert.Equal(new ImageNetView($"{at}/in", $"{at}/in/train", $"{at}/in/val"), View(plan, "e"));
        Assert.Equal(new ParquetLabelsView($"{at}/parts", Test: "validation*", Label: "class"), View(plan, "b"));
        var ade = Assert.IsType<MaskFolderView>(View(plan, "c"));
        Assert.Equal(["wall", "building", "house"], ade.Classes);
        Assert.Equal((255, true, $"{at}/ade/annotations/training", $"{at}/ade/images/validation"), (ade.Ignore, ade.FromOne, ade.TrainMasks, ade.TestImages));
        var with = Assert.IsType<MaskFolderView>(View(plan, "d"));
        Assert.Equal(["other", "wall", "building", "house"], with.Classes);
        Assert.Equal((null, false, $"{at}/ade/images/validation"), (with.Ignore, with.FromOne, with.TrainImages));
    }

    [Theory]
    [InlineData("{ source: mmbench, path: t.tsv, images: pics }", "PVT208", "'images' does not belong to a source mmbench")]
    [InlineData("{ source: pope, path: q.json, too_long: drop }", "PVT208", "'too_long' does not belong to a source pope")]
    [InlineData("{ source: pope, path: q.json, unreadable: skip }", "PVT205", "'unreadable' must be")]
    [InlineData("{ source: parquet, path: q }", "PVT203", "'data.d' lacks 'rows'")]
    [InlineData("{ source: parquet, path: q, rows: question }", "PVT205", "'rows' must be one of questions, preference, conversations, labels; found 'question'")]
    [InlineData("{ source: parquet, path: q, rows: questions, chosen: a }", "PVT208", "'chosen' does not belong to rows of questions")]
    [InlineData("{ source: parquet, path: q, rows: labels, limit: 3 }", "PVT208", "'limit' does not belong to rows of labels")]
    [InlineData("{ source: parquet, path: q, rows: preference, text: t, chosen: a }", "PVT206", "'chosen' has no column of its own")]
    [InlineData("{ source: parquet, path: q, rows: questions, limit: 0 }", "PVT204", "'limit' must be at least 1, found 0")]
    [InlineData("{ source: imagenet, path: q, per_class: 0 }", "PVT204", "'per_class' must be at least 1, found 0")]
    [InlineData("{ source: imagenet, path: q, seed: 4 }", "PVT206", "'seed' draws the images of 'per_class', which is not given")]
    [InlineData("{ source: ade20k, path: q, other: drop, classes: [a] }", "PVT205", "'other' must be one of ignore, class; found 'drop'")]
    [InlineData("{ source: rlhf_v }", "PVT203", "'data.d' lacks 'path'")]
    public void Mistakes_are_told_once_and_where_they_are(string source, string code, string message)
    {
        var diagnostic = Assert.Single(SpecFile.Compile($"{Head}data:\n  d: {source}\n  world: {{ source: scenes }}\nstages:\n  s: {{ kind: contrastive, model: m, data: world.captions, steps: 1 }}\n").Diagnostics);
        Assert.Equal((code, 6), (diagnostic.Code, diagnostic.Span.Line));
        Assert.Contains(message, diagnostic.Message);
    }

    [Fact]
    public void Metrics_of_a_benchmarks_own_format_are_known_there_and_nowhere_else()
    {
        const string text = Head + """
            data:
              bench: { source: mmbench, path: /d/t.tsv }
              pope: { source: pope, path: /d/q.json }
            stages:
              a: { kind: benchmark, model: m, data: bench }
              b: { kind: benchmark, model: m, data: pope }
            report: { metrics: [a.accuracy, a.circular_accuracy, b.f1, b.recall.random, a.f1] }
            """;
        var unknown = Assert.Single(SpecFile.Compile(text).Diagnostics);
        Assert.Equal("no stage produces the metric 'a.f1'", unknown.Message);
        Assert.Equal("known: a.accuracy, a.blind_accuracy, a.circular_accuracy", unknown.Hint);
    }

    [Fact]
    public void A_set_without_its_list_of_class_names_is_told_when_it_is_read()
    {
        using var file = new SpecFile();
        var spec = $"{Head}data:\n  ade: {{ source: ade20k, path: ade }}\nstages:\n  s: {{ kind: segmentation_probe, model: m, data: ade }}\n";
        var published = Assert.IsType<MaskFolderView>(View(SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", spec), [], null)), "s"));
        Assert.Equal((150, "class 1"), (published.Classes.Count, published.Classes[0])); // a set that is yet to be fetched
        file.Write("ade/readme.txt", "nothing");
        var missing = Assert.Single(ExperimentCompiler.Compile(file.Write("spec.yaml", spec), [], null).Diagnostics);
        Assert.Equal((DiagnosticCodes.ClassFile, "data.ade.path"), (missing.Code, missing.Path));
        Assert.Contains("has no objectInfo150.csv", missing.Message);
        file.Write("ade/objectInfo150.txt", "Idx\tRatio\tTrain\tVal\tName\n2\t0.1\t9\t9\twall\n");
        Assert.Contains("is not a list of classes", Assert.Single(ExperimentCompiler.Compile(file.Write("spec.yaml", spec), [], null).Diagnostics).Message);
    }

    [Theory]
    [InlineData("bench", "limit=6")]
    [InlineData("bench", "suffix=Say it.")]
    [InlineData("qa", "question=other")]
    [InlineData("qa", "group=type")]
    [InlineData("qa", "image=picture")]
    [InlineData("qa", "files=a*.parquet")]
    [InlineData("qa", "unreadable=drop")]
    [InlineData("inet", "per_class=10")]
    [InlineData("inet", "seed=1")]
    [InlineData("flat", "label=other")]
    [InlineData("flat", "test=x*")]
    [InlineData("ade", "other=class")]
    public void What_is_read_out_of_the_files_changes_the_key_and_where_they_lie_does_not(string source, string set)
    {
        const string text = Head + """
            data:
              bench: { source: mmbench, path: /d/t.tsv }
              qa: { source: parquet, path: /d/qa, rows: questions }
              inet: { source: imagenet, path: /d/in, per_class: 5 }
              flat: { source: parquet, path: /d/flat, rows: labels }
              ade: { source: ade20k, path: /d/ade, classes: [wall, sky] }
            stages:
              bench: { kind: benchmark, model: m, data: bench }
              qa: { kind: benchmark, model: m, data: qa }
              inet: { kind: knn_probe, model: m, data: inet }
              flat: { kind: knn_probe, model: m, data: flat }
              ade: { kind: segmentation_probe, model: m, data: ade }
            """;
        string Key(params string[] sets) => SpecFile.Plan(text, sets).Trials[0].Stages[source];
        Assert.NotEqual(Key(), Key($"data.{source}.{set}"));
        Assert.Equal(Key(), Key($"data.{source}.path=/elsewhere/t.tsv"));
    }

    private static Plan Plan(SpecFile file, string text) => SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Head + text), [], null));

    private static DataView View(Plan plan, string stage) => plan[plan.Trials[0].Stages[stage]].Data;
}
