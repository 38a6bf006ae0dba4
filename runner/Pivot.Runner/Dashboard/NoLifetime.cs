using Microsoft.Extensions.Hosting;

namespace Pivot.Runner.Dashboard;

/// <summary>The pages live as long as their <see cref="DashboardServer"/>; no signal ends them.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
