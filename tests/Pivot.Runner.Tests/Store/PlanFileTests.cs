using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

public sealed class PlanFileTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_plan_comes_back_from_its_run_folder_as_it_was()
    {
        var model = new ModelSpec { VisionTower = new VisionTowerSpec { From = "stages.post" }, LanguageModel = new LanguageModelSpec { KvHeads = 2 }, Tokenizer = new TokenizerSpec { Data = ["scenes.captions"] } };
        var see = TestPlans.Node("see") with { Model = model };
        var post = TestPlans.Node("post", "see") with
        {
            Spec = new DpoSpec { Data = "pairs.rows", Beta = 0.3, LearningRate = new LearningRateSpec(1e-3, new Dictionary<string, double> { ["projector"] = 1e-4 }) },
            Data = new AnnotationView("preference", "pairs.jsonl", "images", 12),
        };
        var masks = TestPlans.Node("segment", "post") with
        {
            Spec = new SegmentationProbeSpec { Data = "camvid.masks" }, Data = new MaskFolderView("a", "b", "c", "d", ["road", "sky"], 255), Seed = null,
        };
        var plan = TestPlans.Plan(see, post, masks);
        plan = plan with
        {
            Spec = plan.Spec with
            {
                Question = "é < 1 & 'x'?",
                Data = new Dictionary<string, DataSpec>
                {
                    ["scenes"] = new ScenesSpec { Train = 5 },
                    ["pairs"] = new FolderSpec("llava", new Dictionary<string, DataView> { ["rows"] = post.Data }),
                },
                Arms = [new ArmSpec("dpo", new Dictionary<string, string?> { ["stages.post"] = null })],
            },
        };
        var run = _temporary.Store.Run(plan);

        run.WritePlan(plan);
        var back = run.ReadPlan();

        Assert.Equal(JsonSerializer.Serialize(plan, PlanFile.Options), JsonSerializer.Serialize(back, PlanFile.Options));
        Assert.Equal(0.3, Assert.IsType<DpoSpec>(back[post.Key].Spec).Beta);
        Assert.Equal(1e-4, ((DpoSpec)back[post.Key].Spec).LearningRate.Of("projector"));
        Assert.Equal(post.Data, back[post.Key].Data);
        Assert.Equal((model.VisionTower, model.Projector, model.LanguageModel), (back[see.Key].Model!.VisionTower, back[see.Key].Model!.Projector, back[see.Key].Model!.LanguageModel));
        Assert.Equal(model.Tokenizer.Data, back[see.Key].Model!.Tokenizer.Data);
        Assert.Equal(12, ((AnnotationView)back.Spec.Data["pairs"].Views["rows"]).Limit);
        Assert.Equal(5, ((ScenesSpec)back.Spec.Data["scenes"]).Train);
        Assert.Null(back[masks.Key].Seed);
        Assert.Equal(plan.ResolvedYaml, File.ReadAllText(run.Spec));
    }

    [Fact]
    public void Plans_and_runs_of_before_the_fleet_still_read()
    {
        var plan = TestPlans.Plan(TestPlans.Node("see"));
        plan = plan with { Spec = plan.Spec with { Run = new RunSpec { Retries = 2 }, Schedule = new ScheduleSpec { Cron = "0 22 * * 1-5" } } };
        var run = _temporary.Store.Run(plan);
        run.WritePlan(plan);
        run.WriteRecord(new RunRecord
        {
            PlanHash = plan.Hash, StartedAt = DateTimeOffset.UnixEpoch, Host = TestPlans.Host, Stages = [new StageRecord("k", "see", "sft", StageState.Done, 3, null)],
        });
        Without(run.Plan, "spec.run", "deadline", "max_failures", "out_of_memory", "order", "notify");
        Without(run.Plan, "spec.schedule", "misfire", "overlap");
        Without(run.Record, "stages.0", "adjusted");

        var back = run.ReadPlan();
        Assert.Equal(plan.Spec.Run, back.Spec.Run);
        Assert.Equal((10, "fail", "breadth", 0), (back.Spec.Run.MaxFailures, back.Spec.Run.OutOfMemory, back.Spec.Run.Order, back.Spec.Run.Notify.Count));
        Assert.Equal(plan.Spec.Schedule, back.Spec.Schedule);
        Assert.Null(Assert.Single(run.ReadRecord()!.Stages).Adjusted);
    }

    // Takes out of a file's map what the language did not have when it was written.
    private static void Without(string file, string path, params string[] keys)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var map = path.Split('.').Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!).AsObject();
        Assert.All(keys, key => Assert.True(map.Remove(key), key));
        File.WriteAllText(file, root.ToJsonString());
    }

    [Fact]
    public void Every_record_of_the_language_that_stands_for_an_abstract_one_has_a_name_in_the_table()
    {
        var types = typeof(StageSpec).Assembly.GetTypes().Where(t => t is { IsAbstract: false }
            && (t.IsSubclassOf(typeof(StageSpec)) || t.IsSubclassOf(typeof(DataSpec)) || t.IsSubclassOf(typeof(DataView)))).ToArray();
        Assert.True(types.Length >= 16, $"found {types.Length}");
        foreach (var root in new[] { typeof(StageSpec), typeof(DataSpec), typeof(DataView) })
        {
            var named = PlanFile.Options.GetTypeInfo(root).PolymorphismOptions!.DerivedTypes.Select(d => d.DerivedType).ToHashSet();
            Assert.DoesNotContain(types, t => t.IsSubclassOf(root) && !named.Contains(t));
        }
    }

    [Fact]
    public void A_run_is_recorded_and_named_so_that_any_file_system_takes_it()
    {
        var plan = TestPlans.Plan("a b/c", [TestPlans.Node("see")]);
        var run = _temporary.Store.Run(plan);
        Assert.Equal($"a-b-c-{plan.Hash[..8]}", run.Name);
        Assert.Null(run.ReadRecord());
        var record = new RunRecord
        {
            PlanHash = plan.Hash, StartedAt = DateTimeOffset.UnixEpoch, Host = TestPlans.Host,
            Stages = [new StageRecord("k", "see", "sft", StageState.Failed, 0, "NaN at step 3")],
        };
        run.WriteRecord(record);
        var back = run.ReadRecord()!;
        Assert.Equal(record.Stages, back.Stages);
        Assert.Equal(record with { Stages = back.Stages }, back);
        Assert.Contains("\"failed\"", File.ReadAllText(run.Record));
    }
}
