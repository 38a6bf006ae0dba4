using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A module's parameters by HuggingFace's names, and back.</summary>
public static class ModuleState
{
    /// <summary>The module's own parameters (not copies), by name.</summary>
    public static Dictionary<string, Tensor> Of(nn.Module module) =>
        module.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter, StringComparer.Ordinal);

    /// <summary>Fills a module's parameters with a checkpoint's tensors, each converted to the parameter's type on its way; no tensor is in memory twice.</summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="tensors">The checkpoint.</param>
    /// <param name="prefix">What precedes the module's names in the checkpoint; tensors without it are not the module's.</param>
    /// <param name="ignore">Says which of the checkpoint's tensors may go unused; null for none of those that carry the prefix, but for the buffers that
    /// transformers is known to store beside the weights.</param>
    /// <exception cref="CheckpointException">Tensors are missing, unexpected or misshapen; the message lists them. Nothing was loaded then.</exception>
    public static void Load(nn.Module module, CheckpointTensors tensors, string prefix = "", Func<string, bool>? ignore = null)
    {
        StateFit.Of(module, tensors, prefix, ignore).Require(tensors.Folder);
        foreach (var (name, parameter) in module.named_parameters()) tensors.Read(prefix + name, parameter);
    }
}
