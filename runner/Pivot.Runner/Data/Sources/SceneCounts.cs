using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Sources;

/// <summary>What a view of the built-in world holds, told without painting a picture: rows from its numbers, text from its first pictures.</summary>
internal static class SceneCounts
{
    /// <summary>Pictures whose text is read; the mean over them is within a few percent of the mean over all.</summary>
    public const int Sample = 256;

    public static DataCounts Of(ScenesView view)
    {
        var world = new ScenesWorld(view.ImageSize, view.Train, view.Test, view.Seed);
        return view.Content switch
        {
            "objects" => new DataCounts(world.ObjectCounts.Train, world.ObjectCounts.Test, 0, ScenesWorld.ObjectClasses.Count),
            "masks" => new DataCounts(world.MaskCounts.Train, world.MaskCounts.Test, 0, ScenesWorld.MaskClasses.Count),
            "test" => new DataCounts(0, view.Test * ScenesWorld.QuestionsAPicture, Tokens(view), 0),
            "grounded" => new DataCounts(0, world.MostGrounded, Tokens(view), 0),
            _ => new DataCounts(view.Train, 0, Tokens(view), 0),
        };
    }

    // Every row follows from the seed and its number, so the rows of a smaller world are the first ones of the whole.
    private static double Tokens(ScenesView view) => ViewTexts
        .Rows(view with { Train = Math.Min(view.Train, Sample), Test = Math.Min(view.Test, Sample) })
        .Select(row => row.Sum(WordTokenizer.CountPieces)).DefaultIfEmpty(0).Average();
}
