using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.Mmpr;

/// <summary>A row of MMPR within the paper's protocol: which rows are left out, and in what order the reasons are asked.</summary>
/// <param name="images">Folder that names of images start from.</param>
/// <param name="rootOf">Folder of a file's images.</param>
/// <param name="longest">Most tokens of question and chosen answer, or null.</param>
/// <param name="count">Tokens of a text.</param>
internal sealed class MmprFormat(string images, Func<string, string> rootOf, int? longest, Func<string, int> count) : RowFormat<PreferenceSample>
{
    /// <summary>A row whose chosen or rejected answer speaks of another image.</summary>
    public const string ImageInAnswer = "image_in_answer";

    /// <summary>A row longer than the sample takes.</summary>
    public const string Longest = "longest";

    private readonly PreferenceFormat _rows = new();

    /// <inheritdoc/>
    public override string Shape => _rows.Shape;

    /// <summary>The image, below its subset's root. A .gif stands for the .jpg beside it, which the images were converted to.</summary>
    public override IReadOnlyList<string> Images(AnnotationRow row) => [.. row.ImageNames("image").Select(name => Name(row, name))];

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => _rows.HoldsPlaceholder(row);

    /// <inheritdoc/>
    public override string? ReasonToDrop(AnnotationRow row)
    {
        if (!ImageFile.IsReadable(Path.GetFullPath(Images(row)[0], images))) return RowReasons.Unreadable;
        if (Holds(row, "chosen") || Holds(row, "rejected")) return ImageInAnswer;
        if (row.Text("chosen") == row.Text("rejected")) return RowReasons.SameAnswer;
        return longest is { } most && count(ImagePlaceholder.Remove(row.Text("question"))) + count(row.Text("chosen")) > most ? Longest : null;
    }

    /// <inheritdoc/>
    public override PreferenceSample Parse(AnnotationRow row, ImageReference image)
    {
        var sample = _rows.Parse(row, image);
        return sample with { Id = row.OptionalText("id") ?? $"{Path.GetFileNameWithoutExtension(row.File)} row {row.Line}" };
    }

    /// <inheritdoc/>
    public override string[] Texts(PreferenceSample sample) => _rows.Texts(sample);

    private static bool Holds(AnnotationRow row, string answer) => row.Text(answer).Contains(ImagePlaceholder.Word, StringComparison.Ordinal);

    // Relative, so that a set that moved is the same.
    private string Name(AnnotationRow row, string name)
    {
        var path = Path.GetFullPath(name, rootOf(row.File));
        if (path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.ChangeExtension(path, ".jpg"))) path = Path.ChangeExtension(path, ".jpg");
        return Path.GetRelativePath(images, path);
    }
}
