using System.CommandLine;
using Pivot.Dsl.Schemas;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot schema</c>: the JSON Schema of experiment files, for editors. Loads no torch.</summary>
internal static class SchemaCommand
{
    public static Command Build()
    {
        var output = new Option<string?>("--output") { Description = "File to write instead of printing.", HelpName = "FILE" };
        var command = new Command("schema", "Prints the JSON Schema (draft 2020-12) of experiment files, from which editors complete and check.") { output };
        command.SetAction(parsed => Run(parsed.GetValue(output)));
        return command;
    }

    private static int Run(string? output)
    {
        var schema = ExperimentSchema.Write();
        if (output is null) Console.Write(schema);
        else File.WriteAllText(output, schema);
        return ExitCodes.Done;
    }
}
