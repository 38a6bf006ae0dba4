using System.Globalization;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>How many rows of a width one sample is: patches, tokens.</summary>
/// <param name="Text">As shapes show it: <c>36</c>, <c>36+T</c>; empty for one vector a sample.</param>
/// <param name="Count">The number it is counted with.</param>
internal readonly record struct Rows(string Text, long Count)
{
    public static Rows One => new("", 1);

    public static Rows Of(int count) => new(count.ToString(CultureInfo.InvariantCulture), count);

    public string Shape(string width) => Text.Length == 0 ? $"[B, {width}]" : $"[B, {Text}, {width}]";

    public string Shape(long width) => Shape(width.ToString(CultureInfo.InvariantCulture));
}
