using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>Lets rows in as a policy says and counts them.</summary>
/// <param name="format">How a row is read.</param>
/// <param name="images">Folder that image paths start from.</param>
/// <param name="policy">What is done with rows that are not as they should be.</param>
internal sealed class RowGate<T>(RowFormat<T> format, string images, RowPolicy policy)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public RowTally Tally { get; } = new();

    /// <summary>The row's image and sample, or null where the row is left out.</summary>
    /// <exception cref="DataException">The row is not as it must be.</exception>
    public (ImageReference Image, T Sample)? Admit(AnnotationRow row)
    {
        if (Reason(row) is { } reason)
        {
            Tally.Drop(reason);
            return null;
        }
        var image = Image(row);
        var added = image.IsThere && !format.HoldsPlaceholder(row);
        if (added && policy.Placeholder == RowPolicy.Error)
            throw row.Error($"the row has an image and no {ImagePlaceholder.Word} in its text; add it, or write placeholder: add or drop");
        if (added && policy.Placeholder == RowPolicy.Drop)
        {
            Tally.Drop(RowReasons.Placeholder);
            return null;
        }
        if (image.IsThere && policy.Unreadable == RowPolicy.Drop && !ImageFile.IsReadable(image.Id))
        {
            Tally.Drop(RowReasons.Unreadable);
            return null;
        }
        var sample = format.Parse(row, image);
        if (format.UniqueId(sample) is { } id && !_ids.Add(id)) throw row.Error($"the id \"{id}\" was given to an earlier question");
        Tally.Keep(added);
        return (image, sample);
    }

    /// <summary>A row that was admitted before.</summary>
    public T Read(AnnotationRow row) => format.Parse(row, Image(row));

    private ImageReference Image(AnnotationRow row)
    {
        var names = format.Images(row);
        return names.Count == 0 ? NoImage.Instance : new FileImage(Path.GetFullPath(names[0], images), names[0], row.Origin);
    }

    private string? Reason(AnnotationRow row)
    {
        var names = format.Images(row);
        if (names.Count == 0 && policy.TextOnly == RowPolicy.Keep && !format.TakesTextAlone)
            throw row.Error($"the row has no \"image\"{row.Found()}; text_only: keep is for conversations and preference pairs, leave it out with text_only: drop");
        if (names.Count == 0 && policy.TextOnly != RowPolicy.Keep)
        {
            return policy.TextOnly == RowPolicy.Drop ? RowReasons.TextOnly
                : throw row.Error($"the row has no \"image\"{row.Found()}; leave rows of text alone out with text_only: drop"
                    + (format.TakesTextAlone ? ", or read them as they are with text_only: keep" : ""));
        }
        if (names.Count > 1)
        {
            return policy.MultiImage == RowPolicy.Drop ? RowReasons.MultiImage
                : throw row.Error($"the row holds {names.Count} images; rows of one image each can be read: leave the others out with multi_image: drop");
        }
        return format.ReasonToDrop(row);
    }
}
