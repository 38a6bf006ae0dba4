using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Samples;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>A probe's features, in the order of its rows.</summary>
public static class ProbeFeatures
{
    /// <summary>Stored features of some images.</summary>
    /// <returns>float [N, D] or [N, P, D] on the CPU.</returns>
    public static torch.Tensor Of(StoredFeatures features, IEnumerable<ImageReference> images) => features.Batch(images.Select(i => i.Id), torch.CPU);

    /// <summary>The features stage a probe reads.</summary>
    public static StoredFeatures Open(StageContext context) => StoredFeatures.Load(context.Parents[ParentRoles.Features].Folder);
}
