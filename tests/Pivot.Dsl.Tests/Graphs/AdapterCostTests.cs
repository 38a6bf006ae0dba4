using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Graphs;

/// <summary>What adapters change of a stage's cost.</summary>
public class AdapterCostTests
{
    private const string Spec = """
        pivot: 1
        name: adapters
        data: { scenes: { source: scenes, train: 60, test: 10 } }
        models: { m: { vision_tower: {}, language_model: { width: 64, depth: 2, heads: 4, mlp_width: 96 }, tokenizer: { kind: byte } } }
        stages: { s: { kind: sft, data: scenes.instruct, steps: 3, batch_size: 1, checkpoint_every: 1, train: [language_model]LORA } }
        """;

    [Fact]
    public void Adapters_alone_are_trained_and_frozen_weights_have_no_gradient()
    {
        var (whole, adapted) = (Cost(""), Cost(", lora: { rank: 4, targets: [q_proj, down_proj] }"));
        const long adapters = 2 * ((4 * (64 + 64)) + (4 * (96 + 64))); // two blocks, two layers: r (in + out)
        Assert.Equal(adapters, adapted.TrainableParameters);
        Assert.Equal(whole.Parameters + adapters, adapted.Parameters);
        // Of each weight that is no longer trained, gradient and two moments go (12 bytes); the tensors of the adapters of one row come.
        Assert.True(whole.PeakMemory - adapted.PeakMemory > 7 * (whole.TrainableParameters - adapters), $"{whole.PeakMemory} {adapted.PeakMemory}");
        Assert.True(adapted.WorkingBytes < whole.WorkingBytes);
        Assert.True(adapted.Flops < whole.Flops); // no pass to the weights
    }

    [Fact]
    public void Without_targets_every_layer_but_the_output_head_has_one()
    {
        const long block = 4 * ((64 + 64) * 4 + (64 + 96) * 3); // q, k, v, o of 64; gate, up, down of 96
        Assert.Equal(2 * block, Cost(", lora: { rank: 4 }").TrainableParameters);
    }

    private static StageCost Cost(string lora)
    {
        using var file = new SpecFile();
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Spec.Replace("LORA", lora)), [], new Plans.CountingInspector()));
        return StageCosts.Of(plan.Nodes.Single(n => n.Stage == "s"), plan);
    }
}
