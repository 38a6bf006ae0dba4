using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pivot.Runner.Dashboard.Markup;

/// <summary>Takes an interpolated text apart for <see cref="Html.Of"/>: fixed parts as they are, holes encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText
{
    private readonly StringBuilder _text;

    public HtmlText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + formattedCount * 16);

    public void AppendLiteral(string fixedPart) => _text.Append(fixedPart);

    public void AppendFormatted(Html markup) => _text.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces) AppendFormatted(piece);
    }

    public void AppendFormatted(string? text) => _text.Append(Html.Encoder.Encode(text ?? ""));

    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    public void AppendFormatted<T>(T value, string? format)
    {
        // A list or an array of markup, whose own type the overloads above do not name.
        if (value is IEnumerable<Html> pieces) AppendFormatted(pieces);
        else if (value is Html markup) AppendFormatted(markup);
        else AppendFormatted(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());
    }

    internal string Take() => _text.ToString();
}
