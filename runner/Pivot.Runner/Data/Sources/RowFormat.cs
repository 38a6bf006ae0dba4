using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>How a row of a format is read: what it names, and what it becomes.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
internal abstract class RowFormat<T>
{
    /// <summary>What a row looks like, for hints.</summary>
    public abstract string Shape { get; }

    /// <summary>Names of the images that a row gives; none for a row of text alone.</summary>
    /// <exception cref="DataException">What stands there is no path.</exception>
    public virtual IReadOnlyList<string> Images(AnnotationRow row) => row.ImageNames("image");

    /// <summary>Whether a row makes sense without an image.</summary>
    public virtual bool TakesTextAlone => false;

    /// <summary>Whether the placeholder stands in the row's text. Formats without a placeholder say so of every row.</summary>
    public virtual bool HoldsPlaceholder(AnnotationRow row) => true;

    /// <summary>A reason of the format's own to leave a row out, or null.</summary>
    public virtual string? ReasonToDrop(AnnotationRow row) => null;

    /// <summary>The sample that a row is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="image">Its image; <see cref="NoImage"/> only where the format takes text alone.</param>
    /// <exception cref="DataException">The row is not as it must be; the message names its place.</exception>
    public abstract T Parse(AnnotationRow row, ImageReference image);

    /// <summary>An id that no other row may have, or null where ids may be given twice.</summary>
    public virtual string? UniqueId(T sample) => null;

    /// <summary>The row's texts, for tokenizers and counts.</summary>
    public abstract string[] Texts(T sample);
}
