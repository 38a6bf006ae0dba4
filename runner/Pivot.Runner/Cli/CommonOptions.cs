using System.CommandLine;

namespace Pivot.Runner.Cli;

/// <summary>Options that several commands share. Each command gets objects of its own.</summary>
internal static class CommonOptions
{
    public static Argument<string> Spec() => new("SPEC") { Description = "The experiment: a YAML file, or an F# script (.fsx)." };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Overrides a value of the spec: path=value, the value in YAML. Repeatable.",
        HelpName = "path=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Store() => new("--store")
    {
        Description = "Where results are: a folder, or s3://BUCKET/PREFIX. Default: the variable PIVOT_STORE, or .pivot",
        HelpName = "STORE",
    };

    public static Option<string?> Storage() => new("--storage")
    {
        Description = "The queue's database: Host=...;Database=...;Username=... for PostgreSQL. Default: the variable PIVOT_STORAGE, or a queue in memory.",
        HelpName = "CONNECTION",
    };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = $"How to print: {string.Join(", ", formats)}.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    /// <summary>An option that takes a whole number of at least 1.</summary>
    public static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var value) && value >= 1) return value;
            result.AddError($"{name} takes a whole number of at least 1, found {result.Tokens[0].Value}");
            return null;
        },
    };
}
