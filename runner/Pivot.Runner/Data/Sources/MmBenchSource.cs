using System.Globalization;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// MMBench's tables (https://github.com/open-compass/MMBench), which CCBench, SEED-Bench and others share: tab-separated columns <c>index</c>, <c>question</c>,
/// <c>hint</c> (perhaps), <c>A</c>, <c>B</c>, ..., <c>answer</c>, <c>category</c> and <c>image</c> in base64, or the index of the row that has it.
/// </summary>
/// <remarks>
/// The prompt is LLaVA's (<c>llava/eval/model_vqa_mmbench.py</c>): the hint, the question, a line an option that is there, and what the answer must be. A row whose index
/// is a million or more above another's is that question with its options in another order.
/// </remarks>
internal static class MmBenchSource
{
    /// <summary>The last line of a prompt, as LLaVA has it.</summary>
    public const string LetterSuffix = "Answer with the option's letter from the given choices directly.";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int LongestReference = 64; // letters; no image is as small, no index as long
    private const long VariantStep = 1_000_000;

    /// <summary>All questions of a file, each with what is wrong with it instead where something is; their ids are its indices, their groups its categories.</summary>
    /// <param name="file">Path of the table.</param>
    /// <param name="suffix">The last line of a prompt; empty for none.</param>
    /// <exception cref="DataException">The file is missing or empty or lacks a column.</exception>
    public static IEnumerable<TableRow<QuestionSample>> Read(string file, string suffix)
    {
        var pictures = Pictures(file);
        var ids = new HashSet<string>();
        foreach (var (table, row) in DelimitedTable.Read(file, '\t'))
        {
            TableRow<QuestionSample> read;
            try
            {
                var sample = Question(table, row, pictures, ids, suffix);
                read = new(sample, sample.Image, null);
            }
            catch (DataException problem)
            {
                read = new(null, null, problem);
            }
            yield return read;
        }
    }

    private static QuestionSample Question(
        DelimitedTable table, DelimitedRow row, Dictionary<string, CellImage> pictures, HashSet<string> ids, string suffix)
    {
        table.Check(row);
        var index = table.Text(row, "index").Trim();
        if (index.Length == 0) throw row.Error("the row has no index");
        if (!ids.Add(index)) throw row.Error($"the index \"{index}\" was given to an earlier question");
        var options = new SortedDictionary<char, string>();
        foreach (var letter in Letters)
            if (table.Has(letter.ToString()) && table.Text(row, letter.ToString()) is var option && !IsNone(option)) options[letter] = option;
        if (options.Count == 0) throw row.Error("the question has no options; they stand in the columns A, B, ...");
        var answer = table.Text(row, "answer").Trim();
        if (answer.Length != 1 || !options.ContainsKey(answer[0]))
            throw row.Error($"the answer \"{answer}\" is none of the question's options {string.Join(", ", options.Keys)}; a split whose answers are not public cannot be scored");

        var lines = new List<string> { table.Text(row, "question") };
        if (table.Has("hint") && table.Text(row, "hint") is var hint && !IsNone(hint)) lines.Insert(0, hint);
        lines.AddRange(options.Select(o => $"{o.Key}. {o.Value}"));
        if (suffix.Length > 0) lines.Add(suffix);
        var category = table.Has("category") ? table.Text(row, "category") : "";
        return new QuestionSample(index, Image(table, row, index, pictures), string.Join('\n', lines), answer,
            IsNone(category) ? QuestionFormat.DefaultGroup : category)
        {
            Form = AnswerForm.Letter, Options = options, VariantOf = VariantOf(index),
        };
    }

    private static CellImage Image(DelimitedTable table, DelimitedRow row, string index, Dictionary<string, CellImage> pictures)
    {
        var cell = row.Raw(table.Column("image"));
        if (cell.Length > LongestReference) return pictures[index];
        var name = row.Text(table.Column("image")).Trim();
        return pictures.TryGetValue(name, out var other)
            ? other
            : throw row.Error(name.Length == 0 ? "the row has no image" : $"the image is that of row {name}, and no row of that index has one");
    }

    // Rows may name the image of a later one.
    private static Dictionary<string, CellImage> Pictures(string file)
    {
        var pictures = new Dictionary<string, CellImage>(StringComparer.Ordinal);
        foreach (var (table, row) in DelimitedTable.Read(file, '\t'))
        {
            var (index, image) = (table.Column("index"), table.Column("image"));
            if (row.Cells.Count <= Math.Max(index, image) || row.Cells[image].Length <= LongestReference || row.Cells[index].Length > LongestReference) continue;
            var name = System.Text.Encoding.UTF8.GetString(row.Raw(index)).Trim();
            pictures.TryAdd(name, new CellImage(Path.GetFullPath(file), row.Cells[image], name, row.Line));
        }
        return pictures;
    }

    private static string VariantOf(string index) =>
        long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number % VariantStep).ToString(CultureInfo.InvariantCulture) : index;

    // pandas writes what is not there as nan, LLaVA takes None for it too.
    private static bool IsNone(string cell) =>
        string.IsNullOrWhiteSpace(cell) || cell.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase) || cell.Trim().Equals("none", StringComparison.OrdinalIgnoreCase);
}
