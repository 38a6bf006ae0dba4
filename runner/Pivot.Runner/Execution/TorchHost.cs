using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Execution;

/// <summary>Whether libtorch can be loaded here.</summary>
public static class TorchHost
{
    /// <summary>Loads libtorch and does one sum with it.</summary>
    /// <exception cref="HostException">It cannot be loaded; the message says what is missing.</exception>
    public static void Load()
    {
        try
        {
            using var ones = torch.ones(3);
            using var sum = ones.sum();
            if (sum.item<float>() != 3) throw new HostException("libtorch gives wrong sums on this host; its files may be damaged.");
        }
        catch (Exception e) when (e is not HostException)
        {
            var root = e.GetBaseException();
            throw new HostException(
                $"libtorch cannot be loaded: {root.Message.Trim().Split('\n')[0]} Build again with -p:TorchBackend=cpu|cuda|external for this host.", e);
        }
    }
}
