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
            "test" => Text(new DataCounts(0, view.Test * ScenesWorld.QuestionsAPicture, 0, 0), view),
            "grounded" => Text(new DataCounts(0, world.MostGrounded, 0, 0), view),
            _ => Text(new DataCounts(view.Train, 0, 0, 0), view),
        };
    }

    // Every row follows from the seed and its number, so the rows of a smaller world are the first ones of the whole.
    private static DataCounts Text(DataCounts rows, ScenesView view)
    {
        var lengths = ViewTexts.Rows(view with { Train = Math.Min(view.Train, Sample), Test = Math.Min(view.Test, Sample) })
            .Select(row => row.Sum(WordTokenizer.CountPieces)).DefaultIfEmpty(0).ToList();
        return rows with { TokensPerRow = lengths.Average(), LongestRow = lengths.Max() };
    }
}
