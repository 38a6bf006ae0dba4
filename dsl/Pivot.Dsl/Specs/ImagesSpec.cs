namespace Pivot.Dsl.Specs;

/// <summary>How images are brought to the tower's size. Resampling and normalisation are the tower's own (preprocessor_config.json of its checkpoint).</summary>
public sealed record ImagesSpec
{
    /// <summary>
    /// <c>square</c>: stretched to the square; <c>pad</c>: expanded to a square with the mean colour first; <c>anyres</c>: LLaVA-OneVision's, the image as a whole
    /// and cut into tiles.
    /// </summary>
    public string Aspect { get; init; } = "square";

    /// <summary>Sizes that <c>anyres</c> chooses from, each a height and a width in pixels, multiples of the tower's image size; empty elsewhere.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Grid { get; init; } = [];

    /// <summary>Tiles whose tokens an image keeps at most, of <c>anyres</c> (OneVision's anyres_max_9): more are resampled down to them. Null: no limit.</summary>
    public int? MostTiles { get; init; }
}
