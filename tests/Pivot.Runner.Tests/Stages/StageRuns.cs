using Pivot.Dsl.Plans;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>A plan's stages one after another, without a queue and a store.</summary>
internal static class StageRuns
{
    /// <summary>Runs them into folders of their keys.</summary>
    public static Dictionary<string, CompletedStage> Run(Plan plan, TemporaryFolder folder)
    {
        var done = new Dictionary<string, CompletedStage>();
        foreach (var node in plan.Nodes)
        {
            var to = new StageFolder(Directory.CreateDirectory(folder.File("stages/" + node.Key)).FullName);
            var parents = node.Parents.ToDictionary(p => p.Key, p => done.Values.Single(d => d.Key == p.Value));
            StageCatalog.All[node.Spec.Kind].Run(new StageContext(node, parents, to, torch.CPU, new Silent()), default);
            done[node.Stage] = new CompletedStage(node.Key, to);
        }
        return done;
    }

    /// <summary>Nobody looks.</summary>
    public sealed class Silent : IStageProgress
    {
        public void Report(long done, long total, string unit, double? loss = null, double? samplesPerSecond = null)
        {
        }
    }
}
