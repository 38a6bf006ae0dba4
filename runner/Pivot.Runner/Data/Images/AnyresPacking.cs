namespace Pivot.Runner.Data.Images;

/// <summary>How the tokens of an image's tiles (without the base image) become rows of text: put together, cut, shrunk, each row ended by a newline.</summary>
/// <param name="TileRows">Tiles above each other.</param>
/// <param name="TileColumns">Tiles beside each other.</param>
/// <param name="Top">Token rows that are only padding and are cut off above, and as many below.</param>
/// <param name="Left">Token columns that are only padding and are cut off on the left, and as many on the right.</param>
/// <param name="CutRows">Token rows after the cut.</param>
/// <param name="CutColumns">Token columns after the cut.</param>
/// <param name="Rows">Token rows after shrinking (bilinear, without widened kernel); CutRows where nothing is shrunk.</param>
/// <param name="Columns">Token columns after shrinking; CutColumns where nothing is shrunk.</param>
public sealed record AnyresPacking(int TileRows, int TileColumns, int Top, int Left, int CutRows, int CutColumns, int Rows, int Columns)
{
    /// <summary>Whether the tokens went over the budget and are shrunk from CutRows x CutColumns to Rows x Columns.</summary>
    public bool Shrinks => (Rows, Columns) != (CutRows, CutColumns);

    /// <summary>Tokens of the tiles: every row has its newline.</summary>
    public int TokenCount => Rows * (Columns + 1);
}
