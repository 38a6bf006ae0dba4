namespace Pivot.Runner.Data.Scenes;

/// <summary>What is behind everything. It carries no meaning and is in no question.</summary>
/// <param name="Shade">Index into the canvas's shades.</param>
/// <param name="Texture">Plain, grain, stripes or checks.</param>
/// <param name="Seed">Of the grain.</param>
internal sealed record Background(int Shade, Texture Texture, int Seed);
