using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Stages;

/// <summary>That a real training which went on in smaller micro-batches has the losses of one that did not.</summary>
public sealed class SmallerMicroBatchTests : ModelTest
{
    private const string Spec = """
        pivot: 1
        name: halves
        data: { scenes: { source: scenes, image_size: 32, train: 40, test: 8, seed: 4 } }
        models:
          nano:
            vision_tower: { image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { width: 16, depth: 1, heads: 2 }
        stages:
          tell: { kind: sft, model: nano, data: scenes.captions, steps: 6, batch_size: 4, evaluate_every: 3 }
          pref: { kind: dpo, from: tell, data: scenes.preference, steps: 6, batch_size: 4, evaluate_every: 3 }
        run: { out_of_memory: halve }
        """;

    [Fact]
    public void Out_of_memory_at_every_second_step_a_training_ends_at_the_same_losses()
    {
        using var folder = new TemporaryFolder();
        var compilation = ExperimentCompiler.Compile(folder.Write("spec.yaml", Spec), [], new DataInspector(null, full: true));
        var plan = compilation.Plan;
        Assert.True(plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        using var whole = new TemporaryStore();
        using var halved = new TemporaryStore();
        var poor = StageCatalog.All.ToDictionary(s => s.Key, s => (IStage)new ShortOfMemory(s.Value, fitting: 4));
        foreach (var node in plan.Nodes)
        {
            Assert.Null(Run(whole, StageCatalog.All, plan, node).Adjusted);
            var record = Run(halved, poor, plan, node);
            if (node.Spec is TrainingStageSpec) Assert.Equal(4, record.Adjusted?.Accumulate);
        }
        foreach (var node in plan.Nodes.Where(n => n.Spec is TrainingStageSpec))
        {
            var (expected, found) = (Losses(whole, node), Losses(halved, node));
            Assert.Equal(6 + 2, expected.Count);
            Assert.Equal(expected.Count, found.Count);
            foreach (var (one, other) in expected.Zip(found)) Assert.Equal(one, other, tolerance: 1e-4);
        }
    }

    private static StageRecord Run(TemporaryStore store, IReadOnlyDictionary<string, IStage> stages, Plan plan, PlanNode node)
    {
        var record = new StageRunner(store.Store, stages, TestPlans.Host, threads: 1)
            .Run(node, new StageAllowance(plan.Spec.Run), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(record.State == StageState.Done, $"{node.Stage}: {record.Cause}");
        return record;
    }

    private static List<double> Losses(TemporaryStore store, PlanNode node) =>
        [.. File.ReadLines(store.Store.Folder(node.Key).Metrics).Select(line => (double)JsonNode.Parse(line)!["loss"]!)];

    /// <summary>A stage that runs out of memory two steps on, as long as an update has fewer parts than fit.</summary>
    private sealed class ShortOfMemory(IStage stage, int fitting) : IStage
    {
        public void Run(StageContext context, CancellationToken cancel)
        {
            if (context.Node.Spec is not TrainingStageSpec spec || spec.Accumulate >= fitting)
            {
                stage.Run(context, cancel);
                return;
            }
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            try
            {
                stage.Run(new StageContext(context.Node, context.Parents, context.Folder, context.Device, new Stopper(stop)), stop.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ExternalException("CUDA out of memory. Tried to allocate 20.00 GiB.");
            }
        }
    }

    private sealed class Stopper(CancellationTokenSource stop) : IStageProgress
    {
        private int _steps;

        public void Report(long done, long total, string unit, double? loss = null, double? samplesPerSecond = null)
        {
            if (loss is not null && ++_steps == 2) stop.Cancel();
        }
    }
}
