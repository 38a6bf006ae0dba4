using Pivot.Dsl.Specs.Units;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>A run whose stages may be begun, as far as the ledger knows; its hours are looked at by the host's clock.</summary>
/// <param name="Id">The run.</param>
/// <param name="Window">Its hours, or null for all.</param>
/// <param name="TimeZone">The zone the hours are in.</param>
public sealed record OpenRun(Guid Id, DailyWindow? Window, TimeZoneInfo TimeZone)
{
    /// <summary>Whether a moment is in the run's hours.</summary>
    public bool IsOpenAt(DateTimeOffset now) => Window is not { } hours || hours.Contains(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime));
}
