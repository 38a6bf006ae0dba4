using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard;

/// <summary>What the pages show and change.</summary>
/// <param name="Database">The fleet's database.</param>
/// <param name="Store">Where the reports lie.</param>
/// <param name="Control">Does what a button asks for; without it there are no buttons.</param>
/// <param name="Jobs">Hangfire's storage; without it its own pages are not there.</param>
public sealed record DashboardFleet(FleetDatabase Database, ArtifactStore Store, IRunControl? Control, HangfireJobs? Jobs);
