using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// POPE's questions about what is in an image (https://github.com/AoiDragon/POPE), JSON lines <c>{"question_id", "image", "text", "label"}</c>, the label
/// <c>yes</c> or <c>no</c>; of one file, or of all in a folder.
/// </summary>
/// <remarks>
/// The group is the row's <c>category</c>, else the word <c>adversarial</c>, <c>popular</c> or <c>random</c> in the file's name, else <c>all</c>. Files number their questions each
/// for itself, so an id is the group and the number. The prompt ends as LLaVA's does for it.
/// </remarks>
public static class PopeSource
{
    /// <summary>The last line of a prompt, as LLaVA has it.</summary>
    public const string WordSuffix = "Answer the question using a single word or phrase.";

    private static readonly string[] Kinds = ["adversarial", "popular", "random"];

    /// <summary>All questions; their ids are different.</summary>
    /// <param name="path">A file, or a folder of <c>.json</c> and <c>.jsonl</c> files, which are read in ordinal order of their names.</param>
    /// <param name="images">Absolute path of the folder that image paths start from.</param>
    /// <param name="limit">Rows to read from the start, or null for all.</param>
    /// <param name="suffix">The last line of a prompt; empty for none.</param>
    /// <exception cref="DataException">A file is missing or empty, or a row is not as it must be; the message names the line.</exception>
    public static IReadOnlyList<QuestionSample> Load(string path, string images, int? limit = null, string suffix = WordSuffix)
    {
        var ids = new HashSet<string>();
        var samples = Files(path).SelectMany(AnnotationFile.Read).Take(limit ?? int.MaxValue)
            .Select(r => r.Problem is null ? Parse(r.Row!, images, ids, suffix) : throw r.Problem).ToList();
        return samples.Count > 0 ? samples : throw new DataException($"{path}: there are no rows");
    }

    internal static IReadOnlyList<string> Files(string path)
    {
        if (!Directory.Exists(path)) return [path];
        string[] files = [.. Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f) is ".json" or ".jsonl").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new DataException($"{path}: the folder holds no .json or .jsonl file");
    }

    internal static QuestionSample Parse(AnnotationRow row, string images, HashSet<string> ids, string suffix)
    {
        var group = row.OptionalText("category") ?? GroupOf(row.File);
        var id = $"{group}/{row.Text("question_id")}";
        if (!ids.Add(id)) throw row.Error($"the id \"{id}\" was given to an earlier question");
        var label = row.Text("label").Trim().ToLowerInvariant();
        if (label is not ("yes" or "no")) throw row.Error($"\"label\" must be \"yes\" or \"no\", found \"{row.Text("label")}\"");
        var text = ImagePlaceholder.Remove(row.Text("text"));
        if (suffix.Length > 0 && !text.EndsWith(suffix, StringComparison.Ordinal)) text += "\n" + suffix;
        return new QuestionSample(id, row.Image(images), text, label, group) { Form = AnswerForm.YesNo };
    }

    private static string GroupOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Kinds.FirstOrDefault(kind => name.Contains(kind, StringComparison.OrdinalIgnoreCase)) ?? QuestionSource.DefaultGroup;
    }
}
