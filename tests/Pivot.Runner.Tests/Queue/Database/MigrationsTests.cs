using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Queue.Database;

public sealed class MigrationsTests(DatabaseFixture fixture)
{
    [Fact]
    public void An_empty_database_is_brought_up_by_many_at_once()
    {
        var connection = fixture.Server.CreateDatabase();
        Parallel.For(0, 4, _ =>
        {
            using var database = new FleetDatabase(connection);
            Migrations.Up(database);
        });
        using var after = new FleetDatabase(connection);
        Assert.Empty(Migrations.Pending(after));
        Assert.Equal(0L, after.Scalar<long>("select count(*) from pivot.run", default));
        Assert.Equal(0L, after.Scalar<long>("select count(*) from hangfire.job", default));
    }

    [Fact]
    public void A_newer_programs_tables_are_refused()
    {
        using var database = new FleetDatabase(fixture.Server.CreateDatabase());
        Migrations.Up(database);
        database.Execute("insert into pivot.migration (scriptname, applied) values ('Pivot.Runner.Queue.Database.Scripts.9999-later.sql', now())", default);
        Assert.Contains("9999-later.sql", Assert.Throws<HostException>(() => Migrations.Up(database)).Message);
    }

    [Fact]
    public void What_is_not_there_is_asked_for()
    {
        using var database = new FleetDatabase(fixture.Server.CreateDatabase());
        Assert.Contains("pivot database migrate", Assert.Throws<HostException>(() => Migrations.Require(database)).Message);
    }

    [Fact]
    public async Task A_call_waits_for_a_server_that_restarts()
    {
        using var server = PostgresServer.Create();
        using var database = new FleetDatabase(server.CreateDatabase(), TimeSpan.FromSeconds(30));
        Assert.Equal(1, database.Scalar<int>("select 1", default));
        server.Stop();
        var call = Task.Run(() => database.Scalar<int>("select 2", default));
        await Task.Delay(300);
        Assert.False(call.IsCompleted);
        server.Start();
        Assert.Equal(2, await call);
    }
}
