[assembly: AssemblyFixture(typeof(Pivot.Runner.Tests.Queue.Database.DatabaseFixture))]
