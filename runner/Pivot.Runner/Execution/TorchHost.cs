using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Execution;

/// <summary>Whether libtorch can be loaded here.</summary>
public static class TorchHost
{
    /// <summary>Loads libtorch and does one sum with it on a device.</summary>
    /// <param name="device">In torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
    /// <exception cref="HostException">It cannot be loaded, or has no such device; the message says what is missing.</exception>
    public static void Load(string device = "cpu")
    {
        ExternalTorch.Load();
        try
        {
            using var ones = torch.ones(3, device: torch.device(device));
            using var sum = ones.sum();
            if (sum.item<float>() != 3) throw new HostException("libtorch gives wrong sums on this host; its files may be damaged.");
        }
        catch (Exception e) when (e is not HostException)
        {
            var root = e.GetBaseException();
            throw new HostException(
                $"libtorch cannot be used on {device}: {root.Message.Trim().Split('\n')[0]} Build again with -p:TorchBackend=cpu|cuda for this host, or name the folder of a libtorch 2.10 in {ExternalTorch.Variable}.", e);
        }
    }
}
