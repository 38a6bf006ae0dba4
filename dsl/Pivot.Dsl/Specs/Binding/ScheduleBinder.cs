using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Units;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>When an experiment is started again. Cron expressions and time zones are loaded only here, because few specs have a schedule.</summary>
internal static class ScheduleBinder
{
    public static ScheduleSpec? Bind(MapReader top)
    {
        if (top.MapAt("schedule") is not { Value: MapNode map } entry) return null;
        var reader = new MapReader(map, entry.Key.Span, "schedule", Language.Schedule, top.Bag);
        var cron = reader.RequiredText("cron", "as in cron: \"0 22 * * 1-5\", on weekdays at 22:00");
        var zone = reader.Text("time_zone");
        if (cron is not null) Report(reader, "cron", DiagnosticCodes.BadCron, CronText.Check(cron));
        if (zone is not null) Report(reader, "time_zone", DiagnosticCodes.BadTimeZone, TimeZoneText.Check(zone));
        var fallback = new ScheduleSpec { Cron = cron ?? "" };
        var spec = fallback with
        {
            TimeZone = zone ?? fallback.TimeZone,
            Misfire = reader.Text("misfire") ?? fallback.Misfire,
            Overlap = reader.Text("overlap") ?? fallback.Overlap,
        };
        SpecValidators.Check(spec, reader);
        return cron is null ? null : spec;
    }

    private static void Report(MapReader reader, string key, string code, TextProblem? problem)
    {
        if (problem is null) return;
        var span = TextPart.Of((ScalarNode)reader.Map[key]!, problem.Start, problem.Length);
        reader.Bag.Error(code, span, reader.PathOf(key), $"'{key}' {problem.Message}", problem.Hint);
    }
}
