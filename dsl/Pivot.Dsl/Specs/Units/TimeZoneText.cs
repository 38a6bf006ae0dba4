using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Units;

/// <summary>Time zones by their IANA names, as the machine knows them.</summary>
internal static class TimeZoneText
{
    /// <summary>What is wrong with a name, or null.</summary>
    public static TextProblem? Check(string name)
    {
        if (name == "UTC" || TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)) return null;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).ToList();
        return new(0, name.Length, $"is no time zone known here: '{name}'", Hint(name, known));
    }

    private static string Hint(string name, List<string> known)
    {
        if (known.Count < 10) return "this machine has no table of time zones (the package tzdata); only UTC can be used";
        // A city alone is what people write; a name near to one with its region comes first.
        var near = NearestName.Of(name, known) ?? known.Where(id => id.Contains('/')).FirstOrDefault(id => NearestName.Of(name.Replace(' ', '_'), [id[(id.LastIndexOf('/') + 1)..]]) is not null);
        return near is null ? "an IANA name, as Asia/Seoul or Europe/Berlin" : $"did you mean '{near}'?";
    }
}
