using System.Text.Json.Nodes;
using Pivot.Dsl.Plans;
using Pivot.Runner.Cli;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Tests.Models;
using Pivot.Runner.Tests.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Cli;

public sealed class CheckpointCommandTests : ModelTest, IDisposable
{
    private readonly TemporaryStore store = new();

    private string Target => Path.Combine(store.Path, "out");

    [Fact]
    public void Import_prints_what_a_folder_is_and_the_lines_that_name_it()
    {
        using var model = Samples.NewMultimodalModel(1);
        var folder = Path.Combine(store.Path, "a model's folder");
        MultimodalCheckpoint.Save(model, folder);
        var (code, output) = EndToEnd.PivotProcess.Run(store.Path, "import", folder);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("warning PVT401: no tokenizer files", output);
        Assert.Contains("vision tower, projector and language model (llava)", output);
        Assert.Contains($"  base: {{ checkpoint: '{folder.Replace("'", "''")}' }}\n", output);
        (code, output) = EndToEnd.PivotProcess.Run(store.Path, "import", folder, "--format", "json");
        Assert.Equal(ExitCodes.Done, code);
        var json = JsonNode.Parse(output)!;
        Assert.Equal((true, "F32", 3), (json["usable"]!.GetValue<bool>(), json["types"]![0]!.GetValue<string>(), json["parts"]!.AsArray().Count));
        File.Delete(Path.Combine(folder, "model.safetensors"));
        (code, output) = EndToEnd.PivotProcess.Run(store.Path, "import", folder);
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("error PVT410", output);
        Assert.Contains("not usable: 1 error", output);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("export", "post")]
    [InlineData("export", "post", "dir", "--part", "head")]
    [InlineData("export", "post", "dir", "--dtype", "int8")]
    [InlineData("export", "post", "dir", "--max-shard-size", "many")]
    [InlineData("export", "post", "dir", "--max-shard-size", "0")]
    public void Wrong_arguments_end_with_2(params string[] args) => Assert.Equal(ExitCodes.Invalid, PivotCommand.Invoke(args));

    [Fact]
    public void A_stage_is_exported_by_its_run_and_name_and_by_its_key()
    {
        var (plan, key) = TwoSeeds();
        var run = store.Store.Run(plan);
        run.WritePlan(plan);
        Finish(plan.Nodes[0]);
        Finish(plan.Nodes[1]);
        Assert.Equal(ExitCodes.Done, Export(key[..8], Target));
        Assert.True(File.Exists(Path.Combine(Target, "model.safetensors")));
        Assert.Equal(ExitCodes.Invalid, Export(key[..8], Target)); // not empty
        Assert.Equal(ExitCodes.Done, Export(key[..8], Target, "--force"));
        Assert.Equal(ExitCodes.Done, Export($"{run.Name}/post", Target + "1", "--seed", "1"));
        Assert.Equal(ExitCodes.Done, Export($"{run.Path}/post", Target + "2", "--seed", "0", "--part", "vision_tower", "--drop-last-block", "--dtype", "bfloat16"));
        Assert.Equal(1, CheckpointDescription.Read(Target + "2").Vision!.NumLayers);
        Assert.Equal(ExitCodes.Invalid, Export("ffff", Target + "3"));
        Assert.Equal(ExitCodes.Invalid, Export("nothing/post", Target + "3"));
        Assert.False(Directory.Exists(Target + "3"));
    }

    [Fact]
    public void A_name_that_several_stages_have_lists_them_with_seed_and_key()
    {
        var (plan, key) = TwoSeeds();
        store.Store.Run(plan).WritePlan(plan);
        Finish(plan.Nodes[0]);
        var (code, output) = EndToEnd.PivotProcess.Run(store.Path, "export", "test/post", Target, "--store", store.Path);
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("'post' is 2 stages; choose with --arm and --seed, or by key:", output);
        Assert.Contains($"  {key[..12]}  post · seed 0\n", output);
        Assert.Contains($"  {plan.Nodes[1].Key[..12]}  post · seed 1 (not done)\n", output);
        (code, output) = EndToEnd.PivotProcess.Run(store.Path, "export", "test/post", Target, "--store", store.Path, "--seed", "1");
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("'post' is not done", output);
        (code, output) = EndToEnd.PivotProcess.Run(store.Path, "export", "test/pots", Target, "--store", store.Path);
        Assert.Contains("there is no stage 'pots'", output);
    }

    void IDisposable.Dispose()
    {
        store.Dispose();
        Dispose();
    }

    private int Export(params string[] args) => PivotCommand.Invoke(["export", .. args, "--store", store.Path]);

    private (Plan Plan, string Key) TwoSeeds()
    {
        var nodes = new[] { 0L, 1L }.Select(seed => Node("post") with { Key = Key($"post {seed}"), Seed = seed, Seeds = [seed] }).ToList();
        var plan = Plan("test", nodes);
        var trial = plan.Trials[0];
        return (plan with { Trials = [.. nodes.Select(node => trial with { Seed = node.Seed!.Value, Stages = new Dictionary<string, string> { ["post"] = node.Key } })] }, nodes[0].Key);
    }

    private void Finish(PlanNode node)
    {
        using var model = Samples.NewMultimodalModel(node.Seed!.Value + 1);
        var folder = store.Store.Begin(node);
        MultimodalCheckpoint.Save(model, folder.Checkpoint);
        store.Store.Commit(node, folder, 1, Host);
    }
}
