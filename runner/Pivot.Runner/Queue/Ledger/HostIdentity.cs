namespace Pivot.Runner.Queue.Ledger;

/// <summary>One process that serves the queue.</summary>
/// <param name="Id">Different for every process.</param>
/// <param name="Name">As a person knows it.</param>
public sealed record HostIdentity(Guid Id, string Name);
