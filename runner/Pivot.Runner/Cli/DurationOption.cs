using System.CommandLine;
using Pivot.Dsl.Specs.Units;

namespace Pivot.Runner.Cli;

/// <summary>Options that take a length of time as the language writes it: <c>90s</c>, <c>1h30m</c>.</summary>
internal static class DurationOption
{
    /// <summary>Such an option.</summary>
    public static Option<TimeSpan> Build(string name, TimeSpan fallback, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            if (TimeSpanText.TryRead(result.Tokens[0].Value, out var time, out var hint) && time > TimeSpan.Zero) return time;
            result.AddError($"{name} takes a length of time, found {result.Tokens[0].Value}; {hint ?? "as in 90s"}");
            return fallback;
        },
    };
}
