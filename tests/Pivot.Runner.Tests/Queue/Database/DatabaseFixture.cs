namespace Pivot.Runner.Tests.Queue.Database;

/// <summary>
/// One server for the tests that need one: <c>[assembly: AssemblyFixture]</c>, started by the first test that asks. Where PostgreSQL is not installed those tests
/// are skipped in sight, and fail where <c>PIVOT_CI</c> is set.
/// </summary>
public sealed class DatabaseFixture : IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(PostgresServer.Create);

    /// <summary>The server.</summary>
    public PostgresServer Server
    {
        get
        {
            Require(PostgresServer.Missing);
            return _server.Value;
        }
    }

    /// <summary>Skips the test for a reason, or fails it in CI.</summary>
    public static void Require(string? missing)
    {
        if (missing is null) return;
        if (Environment.GetEnvironmentVariable("PIVOT_CI") is { Length: > 0 }) Assert.Fail($"in CI this must be there: {missing}");
        Assert.Skip(missing);
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
