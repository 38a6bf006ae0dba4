using TorchSharp;

namespace Pivot.Runner.Tests.Models;

/// <summary>A test on tensors: one thread, everything freed at its end.</summary>
public abstract class ModelTest : IDisposable
{
    private readonly DisposeScope scope = torch.NewDisposeScope();

    protected ModelTest() => torch.set_num_threads(1);

    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}
