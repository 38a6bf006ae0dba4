using System.Text.Json.Nodes;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Reports;

/// <summary>What the stages of <see cref="ExampleRun"/> leave in the store.</summary>
internal static class ExampleStages
{
    private static readonly string[] Groups = ["general", "knowledge", "ocr_chart", "vision_centric"];
    private static readonly string[] Classes = ["background", "circle", "square", "triangle", "digit"];

    public static void Write(PlanNode node, StageFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        var random = new SplitMix64(Convert.ToUInt64(node.Key[..15], 16));
        // The arm decides how good a result is, the key adds the chance of a run.
        var quality = 0.70 + (node.Arms[0] switch { "dpo" => 0.10, "sft" => 0.05, _ => 0.0 }) + 0.02 * Unit(random);
        switch (node.Spec)
        {
            case TrainingStageSpec training: Training(training, folder, random, quality); break;
            case BenchmarkSpec: Benchmark(folder, random, quality); break;
            case LinearProbeSpec: Probe(folder, random, quality); break;
            case SegmentationProbeSpec: Segmentation(folder, random, quality); break;
            case GradientMapSpec: Gradients(folder, random, quality); break;
            default: folder.WriteScores(new Dictionary<string, double>()); break;
        }
    }

    private static double Unit(SplitMix64 random) => random.NextIndex(1_000_000) / 1e6;

    private static void Training(TrainingStageSpec spec, StageFolder folder, SplitMix64 random, double quality)
    {
        double Loss(double step) => 0.35 + 2.2 * Math.Exp(-step / (spec.Steps!.Value * 0.25)) - 0.3 * (quality - 0.7);
        for (var step = 10; step <= spec.Steps; step += 10)
        {
            folder.AppendMetrics(new JsonObject
            {
                ["step"] = step, ["split"] = "train", ["loss"] = Math.Round(Loss(step) + 0.15 * (Unit(random) - 0.5), 6), ["learning_rate"] = 1e-3,
            });
            if (step % 30 != 0) continue;
            var heldOut = new JsonObject { ["step"] = step, ["split"] = "held_out", ["loss"] = Math.Round(Loss(step) + 0.05, 6) };
            if (spec is DpoSpec) heldOut["accuracy"] = Math.Round(0.5 + 0.45 * (1 - Math.Exp(-step / 40.0)) - 0.02 * Unit(random), 6);
            if (spec is DpoSpec) heldOut["margin"] = Math.Round(step / 30.0 + Unit(random), 6);
            folder.AppendMetrics(heldOut);
        }
        folder.WriteScores(new Dictionary<string, double> { ["loss"] = Math.Round(Loss(spec.Steps!.Value) + 0.05, 6) });
    }

    private static void Benchmark(StageFolder folder, SplitMix64 random, double quality)
    {
        var items = Enumerable.Range(0, 200).Select(i => new JsonObject
        {
            ["id"] = $"q{i:000}", ["group"] = Groups[i % 4], ["question"] = $"Is there a <red> thing | no. {i}?", ["expected"] = i % 3 == 0 ? "yes" : "no",
            ["answer"] = "", ["score"] = Unit(random) < quality - 0.1 * (i % 4 - 1.5) ? 1 : 0,
        }).ToList();
        foreach (var item in items)
            item["answer"] = item["score"]!.GetValue<int>() == 1 ? item["expected"]!.GetValue<string>() : item["expected"]!.GetValue<string>() == "yes" ? "no" : "yes";
        folder.WriteItems(items);
        double Mean(string? group) => items.Where(i => group is null || i["group"]!.GetValue<string>() == group).Average(i => i["score"]!.GetValue<int>());
        var scores = new Dictionary<string, double> { ["accuracy"] = Mean(null), ["blind_accuracy"] = 0.41, ["n"] = 200 };
        for (var g = 0; g < 4; g++)
        {
            scores[$"accuracy.{Groups[g]}"] = Mean(Groups[g]);
            scores[$"blind_accuracy.{Groups[g]}"] = 0.55 - 0.08 * g;
            scores[$"n.{Groups[g]}"] = 50;
        }
        folder.WriteScores(scores);
    }

    private static void Probe(StageFolder folder, SplitMix64 random, double quality)
    {
        var items = Enumerable.Range(0, 150).Select(i => new JsonObject { ["id"] = $"o{i:000}", ["score"] = Unit(random) < quality - 0.02 ? 1 : 0 }).ToList();
        folder.WriteItems(items);
        folder.WriteScores(new Dictionary<string, double> { ["top1"] = items.Average(i => i["score"]!.GetValue<int>()), ["top5"] = 0.95 + 0.04 * Unit(random), ["c"] = 10 });
    }

    private static void Segmentation(StageFolder folder, SplitMix64 random, double quality)
    {
        Directory.CreateDirectory(folder.Pictures);
        var pictures = new JsonArray();
        for (var i = 0; i < 4; i++)
        {
            var (index, error) = (i, 1 - quality);
            byte Truth(int x, int y) => y < 2 ? (byte)255 : ExamplePictures.Inside(index, x, y) ? (byte)(1 + index) : (byte)0;
            ExamplePictures.Image(Path.Combine(folder.Pictures, $"{i:000}.png"), i);
            ExamplePictures.Grey(Path.Combine(folder.Pictures, $"{i:000}-truth.png"), Truth);
            var wrong = Enumerable.Range(0, 36).Select(_ => Unit(random) < error * 0.4).ToArray();
            ExamplePictures.Grey(Path.Combine(folder.Pictures, $"{i:000}-prediction.png"), (x, y) =>
                ExamplePictures.Inside(index, x / 4 * 4 + 2, y / 4 * 4 + 2) ? wrong[y / 8 * 6 + x / 8] ? (byte)(1 + (index + 1) % 4) : (byte)(1 + index) : (byte)0);
            pictures.Add(new JsonObject { ["id"] = $"m{i}", ["image"] = $"{i:000}.png", ["truth"] = $"{i:000}-truth.png", ["prediction"] = $"{i:000}-prediction.png" });
        }
        AtomicFile.Write(Path.Combine(folder.Pictures, "pictures.json"), new JsonObject
        {
            ["classes"] = new JsonArray(Classes.Select(c => (JsonNode)c).ToArray()), ["ignore"] = 255, ["pictures"] = pictures,
        }.ToJsonString());
        var scores = new Dictionary<string, double>
        {
            ["miou"] = quality - 0.2, ["macro_recall"] = quality - 0.1, ["pixel_accuracy"] = quality + 0.1,
        };
        for (var c = 0; c < Classes.Length; c++) scores[$"iou.{Classes[c]}"] = quality - 0.3 + 0.05 * c;
        folder.WriteScores(scores);
    }

    private static void Gradients(StageFolder folder, SplitMix64 random, double quality)
    {
        Directory.CreateDirectory(folder.Pictures);
        var pictures = new JsonArray();
        for (var i = 0; i < 3; i++)
        {
            var index = i;
            ExamplePictures.Image(Path.Combine(folder.Pictures, $"{i:000}.png"), i);
            ExamplePictures.Grey(Path.Combine(folder.Pictures, $"{i:000}-mask.png"), (x, y) => ExamplePictures.Inside(index, x, y) ? (byte)255 : (byte)0);
            var map = new JsonArray(Enumerable.Range(0, 6).Select(r => (JsonNode)new JsonArray(Enumerable.Range(0, 6)
                .Select(c => (JsonNode)Math.Round((ExamplePictures.Inside(index, c * 8 + 4, r * 8 + 4) ? quality : 1 - quality) * (0.4 + 0.6 * Unit(random)), 6)).ToArray())).ToArray());
            pictures.Add(new JsonObject
            {
                ["id"] = $"g{i}", ["question"] = "What colour is the shape?", ["answer"] = "red", ["image"] = $"{i:000}.png", ["mask"] = $"{i:000}-mask.png",
                ["map"] = map, ["in_mask"] = Math.Round(quality - 0.3 + 0.05 * i, 3), ["hit"] = i != 1,
            });
        }
        AtomicFile.Write(Path.Combine(folder.Pictures, "pictures.json"), new JsonObject { ["pictures"] = pictures }.ToJsonString());
        var items = Enumerable.Range(0, 60).Select(i => new JsonObject { ["id"] = $"g{i}", ["score"] = Math.Round(quality - 0.4 + 0.2 * Unit(random), 6), ["hit"] = Unit(random) < quality }).ToList();
        folder.WriteItems(items);
        folder.WriteScores(new Dictionary<string, double>
        {
            ["in_mask"] = items.Average(i => i["score"]!.GetValue<double>()), ["in_mask_chance"] = 0.12,
            ["pointing"] = items.Average(i => i["hit"]!.GetValue<bool>() ? 1.0 : 0.0),
        });
    }
}
