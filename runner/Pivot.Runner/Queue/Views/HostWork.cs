namespace Pivot.Runner.Queue.Views;

/// <summary>A stage that a host does now.</summary>
/// <param name="Host">The host.</param>
/// <param name="Run">The run.</param>
/// <param name="RunName">The run's name.</param>
/// <param name="Key">The stage.</param>
/// <param name="Label">As a person tells it.</param>
/// <param name="Device">The device.</param>
/// <param name="Since">Since when.</param>
public sealed record HostWork(Guid Host, Guid Run, string RunName, string Key, string Label, string? Device, DateTimeOffset? Since);
