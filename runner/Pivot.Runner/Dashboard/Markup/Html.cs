using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pivot.Runner.Dashboard.Markup;

/// <summary>
/// Markup that is safe to be sent. It is made by <see cref="Of"/> alone, from a text whose fixed parts are the program's and whose holes are encoded
/// unless they are such markup themselves; a plain string cannot become markup.
/// </summary>
internal readonly struct Html
{
    /// <summary>Encodes whatever could end a text or an attribute in quotes; letters of every language stay.</summary>
    internal static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>Markup from an interpolated text. Attributes with a hole stand in double quotes.</summary>
    public static Html Of(HtmlText text) => new(text.Take());

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p._markup)));

    /// <summary>The markup where a condition holds.</summary>
    public Html If(bool condition) => condition ? this : default;

    /// <inheritdoc/>
    public override string ToString() => _markup ?? "";
}
