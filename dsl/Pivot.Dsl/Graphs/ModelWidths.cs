using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding.Checkpoints;

namespace Pivot.Dsl.Graphs;

/// <summary>Widths that a spec leaves to their rules. The runner builds its models by the same ones.</summary>
public static class ModelWidths
{
    /// <summary>Length of a caption in the text tower of contrastive pretraining, in tokens; longer ones are cut, shorter ones padded (SigLIP: 64).</summary>
    public const int CaptionLength = 32;

    /// <summary>Tokens that every tokenizer has besides its words or bytes: pad, end, image, unknown, user, assistant.</summary>
    public const int SpecialTokens = 6;

    /// <summary>Width of a vision tower's MLP: as written, or four times the tower's, of a gated one two thirds of that rounded up to a multiple of 8.</summary>
    public static int Mlp(VisionTowerSpec tower) => tower.MlpWidth ?? TowerConfig.MlpWidth(4 * tower.Width, tower.Mlp == "swiglu");

    /// <summary>Width of a language model's SwiGLU: as written, or 8/3 of the model's rounded up to a multiple of 8.</summary>
    public static int Mlp(LanguageModelSpec language) => language.MlpWidth ?? ((language.Width * 8 / 3) + 7) / 8 * 8;

    /// <summary>Width of a head of a language model: as written, or the model's divided by its heads.</summary>
    public static int Head(LanguageModelSpec language) => language.HeadDim ?? language.Width / language.Heads;

    /// <summary>Patches of an image that fills the tower's square.</summary>
    public static int Patches(VisionTowerSpec tower) => tower.ImageSize / tower.PatchSize * (tower.ImageSize / tower.PatchSize);

    /// <summary>Whether the tower has a class token before its patches.</summary>
    public static bool HasClassToken(VisionTowerSpec tower) => tower.Arch is "clip" or "dinov2";

    /// <summary>Vectors that the projector reads of one square: its patches, and class token and registers where <c>tokens: all</c> asks for them.</summary>
    public static int Features(VisionTowerSpec tower) => Patches(tower) + (tower.Tokens == "all" && HasClassToken(tower) ? 1 + tower.Registers : 0);

    /// <summary>Tokens that one square becomes in the language model, behind the projector.</summary>
    public static int SquareTokens(ModelSpec model)
    {
        if (model.Projector.Arch is not ("pixel_shuffle" or "resampler")) return Features(model.VisionTower);
        int side = Side(model.VisionTower) / Math.Max(1, model.Projector.Factor);
        return side * side;
    }

    /// <summary>
    /// Tokens that an image takes in the language model; with <c>anyres</c> at most: the whole image, and the largest grid of tiles as one picture with a mark at the
    /// end of each row, shrunk where it exceeds <see cref="ImagesSpec.MostTiles"/> (LLaVA-OneVision, arXiv 2408.03326).
    /// </summary>
    public static int ImageTokens(ModelSpec model)
    {
        int square = SquareTokens(model), side = (int)Math.Sqrt(square);
        return model.Images.Aspect != "anyres" ? square : square + Grid(model).Select(size => Tiles(size, model.VisionTower.ImageSize, side, model.Images.MostTiles)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Squares that an image becomes at most: itself, and the tiles of the largest grid.</summary>
    public static int Squares(ModelSpec model) => model.Images.Aspect != "anyres" ? 1
        : 1 + Grid(model).Select(size => size[0] / model.VisionTower.ImageSize * (size[1] / model.VisionTower.ImageSize)).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Rows that a stage reads at once which has no batch size of its own: so many as a small model takes, fewer where a row's values in the residual streams alone are
    /// more than <see cref="ValuesARow"/>, so that what a batch holds stays about the same.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="most">Rows of a small model.</param>
    /// <param name="language">Whether the language model is run too.</param>
    public static int RowsAtOnce(ModelSpec model, int most, bool language)
    {
        var tower = model.VisionTower;
        long seen = (long)Squares(model) * Patches(tower) * tower.Width * tower.Depth;
        long read = language && model.LanguageModel is { } m ? (long)m.MaxLength * m.Width * m.Depth : 0;
        return (int)Math.Clamp(most * ValuesARow / Math.Max(1, Math.Max(seen, read)), 1, most);
    }

    private const long ValuesARow = 4_000_000;

    private static int Side(VisionTowerSpec tower) => tower.ImageSize / Math.Max(1, tower.PatchSize);

    // A size that is none, or a tower without a size, is refused elsewhere.
    private static IEnumerable<IReadOnlyList<int>> Grid(ModelSpec model) => model.Images.Grid.Where(size => size.Count == 2 && model.VisionTower.ImageSize > 0);

    private static int Tiles(IReadOnlyList<int> size, int image, int side, int? most)
    {
        double rows = (double)size[0] / image * side, columns = (double)size[1] / image * side;
        double ratio = most is { } tiles ? Math.Sqrt(rows * columns / ((double)tiles * side * side)) : 1;
        if (ratio > 1.1) (rows, columns) = (Math.Floor(rows / ratio), Math.Floor(columns / ratio));
        return (int)Math.Min(int.MaxValue / 4, rows * (columns + 1));
    }

    /// <summary>Blocks that are run to read the tower's hidden state: <c>depth</c> for -1, one less for -2.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="layer">Which hidden state; null for the tower's <see cref="VisionTowerSpec.FeatureLayer"/>.</param>
    public static int BlocksRead(VisionTowerSpec tower, int? layer = null) => Math.Clamp(tower.Depth + 1 + (layer ?? tower.FeatureLayer), 0, tower.Depth);
}
