namespace Pivot.Runner.Data.Scenes;

/// <summary>A short text in the picture.</summary>
/// <param name="Symbols">1 to 3 characters of <see cref="SceneWords.Letters"/> and <see cref="SceneWords.Digits"/>.</param>
/// <param name="Top">Whether it is in the upper half.</param>
/// <param name="ShiftX">Place in the room that is left beside it, 0..<see cref="Steps"/>, from the left.</param>
/// <param name="ShiftY">Place in the room above and below it, 0..<see cref="Steps"/>, from the top.</param>
internal sealed record Code(string Symbols, bool Top, int ShiftX, int ShiftY)
{
    public const int Steps = 4;
}
