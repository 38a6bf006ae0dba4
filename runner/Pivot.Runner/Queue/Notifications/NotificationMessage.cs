using Pivot.Runner.Queue.Views;
using Pivot.Runner.Reports;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>What is told of a run that has ended, the same on every channel and at every sending.</summary>
public sealed record NotificationMessage
{
    /// <summary>The message's own id; receivers drop what they have seen.</summary>
    public required Guid Id { get; init; }

    /// <summary>The run.</summary>
    public required Guid Run { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The run's folder in the store.</summary>
    public required string Folder { get; init; }

    /// <summary>How it ended: done, failed, stopped or cancelled; <c>retried</c> where it was taken up again before this could be sent.</summary>
    public required string State { get; init; }

    /// <summary>Why, where there is more to say.</summary>
    public string? Cause { get; init; }

    /// <summary>The experiment's question.</summary>
    public string? Question { get; init; }

    /// <summary>Its stages by state.</summary>
    public required StageCounts Stages { get; init; }

    /// <summary>One line: how it ended, stages, time.</summary>
    public required string Summary { get; init; }

    /// <summary>The arms compared, or null.</summary>
    public ResultTable? Table { get; init; }

    /// <summary>Why there is no table, or null.</summary>
    public string? NoTable { get; init; }

    /// <summary>Address of the run's page, or null.</summary>
    public string? Report { get; init; }
}
