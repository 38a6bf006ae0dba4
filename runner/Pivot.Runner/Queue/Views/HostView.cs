namespace Pivot.Runner.Queue.Views;

/// <summary>A host as a person sees it.</summary>
/// <param name="Id">Of its process.</param>
/// <param name="Name">The machine's name.</param>
/// <param name="Process">Process number there.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="Queues">What it takes.</param>
/// <param name="State">up, draining, quarantined or gone; silent where it says it is there and was not heard.</param>
/// <param name="Cause">Why it is quarantined.</param>
/// <param name="QuickFailures">Stages that failed at once, in a row.</param>
/// <param name="StartedAt">Its begin.</param>
/// <param name="SeenAt">When it was heard last.</param>
/// <param name="Work">What it does now.</param>
public sealed record HostView(Guid Id, string Name, int Process, string Version, IReadOnlyList<string> Devices, IReadOnlyList<string> Queues, string State,
    string? Cause, int QuickFailures, DateTimeOffset StartedAt, DateTimeOffset SeenAt, IReadOnlyList<HostWork> Work);
