using System.Text.Json;
using Pivot.Runner.Data;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Optimizers;
using TorchSharp;

namespace Pivot.Runner.Tests.Training;

/// <summary>Three clipped AdamW steps of a whole multimodal model against torch.optim.AdamW, with both ways of grouping the decay.</summary>
[Trait("Category", "Golden")]
public class AdamWGoldenTests
{
    [Theory]
    [InlineData("adamw_all")]
    [InlineData("adamw_hf")]
    public void Losses_norms_and_parameters_are_those_of_torch(string name)
    {
        torch.set_num_threads(1);
        var folders = GoldenFolder.With($"{name}.losses");
        Assert.NotEmpty(folders);
        foreach (var golden in folders) Check(golden, name);
    }

    private static void Check(GoldenFolder golden, string name)
    {
        using var model = MultimodalCheckpoint.Load(golden.Path);
        var parameters = model.named_parameters().Select(p => (p.name, p.parameter)).ToList();
        var undecayed = name == "adamw_hf"
            ? golden.Notes.GetProperty("settings").GetProperty("adamw_hf_no_decay").EnumerateArray().Select(e => e.GetString()!).ToHashSet()
            : [];
        Assert.Equal(name == "adamw_hf", undecayed.Count > 0);
        using var optimizer = new AdamW(
        [
            new ParameterGroup("decayed", [.. parameters.Where(p => !undecayed.Contains(p.name))], 1e-3, 0.1),
            new ParameterGroup("undecayed", [.. parameters.Where(p => undecayed.Contains(p.name))], 1e-3, 0),
        ], 0.9, 0.95);
        using var batch = Batch(golden);
        var losses = golden.Numbers($"{name}.losses");
        var norms = golden.Numbers($"{name}.grad_norms");
        for (var step = 0; step < norms.Length; step++)
        {
            using var scope = torch.NewDisposeScope();
            optimizer.ZeroGrad();
            var (loss, _) = new SupervisedObjective(model).Evaluate(batch);
            loss.backward();
            Near.Equal(losses[step], loss.item<float>(), 1e-5, 1e-5, $"{name} loss before step {step + 1}");
            var norm = torch.nn.utils.clip_grad_norm_(optimizer.Parameters, 1.0);
            Near.Equal(norms[step], norm, 0, 1e-4, $"{name} gradient norm at step {step + 1}");
            optimizer.Step(1);
        }
        var compared = 0;
        foreach (var (parameterName, parameter) in parameters)
        {
            if (!golden.Names.Contains($"{name}.param.{parameterName}")) continue;
            Near.Equal(golden[$"{name}.param.{parameterName}"], parameter, 5e-5, 0, parameterName);
            compared++;
        }
        Assert.Equal(golden.Names.Count(n => n.StartsWith($"{name}.param.", StringComparison.Ordinal)), compared);
        Assert.True(compared > 10);
    }

    internal static MultimodalBatch Batch(GoldenFolder golden)
    {
        var ids = golden["input_ids"];
        long rows = ids.shape[0], width = ids.shape[1];
        int[] labels = golden.Ints("labels"), mask = golden.Ints("attention_mask"), tokens = golden.Ints("input_ids");
        List<long> from = [], targets = [];
        for (var i = 0; i < labels.Length; i++)
        {
            if (i % width == 0 || labels[i] == -100 || mask[i] == 0) continue;
            from.Add(i - 1);
            targets.Add(tokens[i]);
        }
        return new MultimodalBatch
        {
            PixelValues = golden["pixel_values"],
            InputIds = ids,
            PositionIds = torch.arange(width).expand(rows, width),
            ScoredFrom = torch.tensor(from.ToArray()),
            Targets = torch.tensor(targets.ToArray()),
            AnswerIndex = torch.zeros(from.Count, torch.ScalarType.Int64),
            AnswerCount = 1,
            SampleIndices = [.. Enumerable.Range(0, (int)rows)],
        };
    }
}
