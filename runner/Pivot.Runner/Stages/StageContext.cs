using Pivot.Dsl.Plans;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>What a stage is given: its node, where its parents' results are, where its own go, and whom it tells how far it is.</summary>
/// <param name="Node">The vertex of the plan.</param>
/// <param name="Parents">Finished parents by role (<see cref="ParentRoles"/>).</param>
/// <param name="Folder">Where the stage writes; nothing in it counts until the executor commits it.</param>
/// <param name="Device">Where tensors live.</param>
/// <param name="Progress">Told of every step.</param>
public sealed record StageContext(
    PlanNode Node, IReadOnlyDictionary<string, CompletedStage> Parents, StageFolder Folder, torch.Device Device, IStageProgress Progress);
