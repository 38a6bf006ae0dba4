using System.CommandLine;
using Pivot.Runner.Data.Scenes;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot scenes DIR</c>: the built-in world as files.</summary>
internal static class ScenesCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "Where to write." };
        var imageSize = Number("--image-size", 48, "Side of the pictures in pixels.");
        var train = Number("--train", 6000, "Training pictures.");
        var test = Number("--test", 1000, "Test pictures.");
        var seed = Number("--seed", 11, "Seed of the world; the same seed gives the same bytes on every machine.");
        var command = new Command("scenes", "Writes the built-in world as PNG and JSONL, in the formats that the file sources read.")
        {
            folder, imageSize, train, test, seed,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(imageSize), parsed.GetValue(train), parsed.GetValue(test), parsed.GetValue(seed)));
        return command;
    }

    private static Option<int> Number(string name, int standard, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} takes a whole number of at least 1");
        });
        return option;
    }

    private static int Run(string folder, int imageSize, int train, int test, int seed)
    {
        try
        {
            ScenesExport.Write(new ScenesWorld(imageSize, train, test, seed), folder);
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Invalid;
        }
        Console.WriteLine($"{train} training and {test} test pictures in {folder}");
        return ExitCodes.Done;
    }
}
