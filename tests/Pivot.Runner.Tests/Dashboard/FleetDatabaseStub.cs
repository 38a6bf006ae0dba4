using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Tests.Dashboard;

/// <summary>A database that does not answer.</summary>
internal sealed class FleetDatabaseStub : IDisposable
{
    public FleetDatabase Database { get; } = new("Host=127.0.0.1;Port=1;Username=nobody-there;Password=hunter22;Database=pivot", TimeSpan.FromMilliseconds(50));

    public void Dispose() => Database.Dispose();
}
