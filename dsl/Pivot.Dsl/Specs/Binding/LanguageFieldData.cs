using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: the formats that public sets and benchmarks come in. Each is a source with a <c>path</c>, and a view of a folder with a <c>file</c>.</summary>
internal static class LanguageFieldData
{
    /// <summary>Images taken of a class.</summary>
    public static readonly Bounds PerClass = new(Least: 1);

    /// <summary>The formats, in the order in which they are told.</summary>
    public static readonly string[] Words = ["mmbench", "pope", "parquet", "rlhf_v", "rlaif_v", "imagenet", "ade20k"];

    /// <summary>Which keys of <c>parquet</c> belong to which <c>rows</c>; the others belong to all.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> OfRows = new Dictionary<string, string[]>
    {
        ["questions"] = ["files", "images", "limit", "unreadable", "id", "question", "answer", "group"],
        ["preference"] = ["files", "images", "limit", "unreadable", "too_long", "id", "question", "chosen", "rejected", "text"],
        ["conversations"] = ["files", "images", "limit", "unreadable", "too_long", "id", "conversations"],
        ["labels"] = ["train", "test", "label"],
    };

    private static readonly LanguageKey Limit = new("limit", Values.WholeIn(FolderViews.Limit), "Rows to read from the start; all when it is not given.");
    private static readonly LanguageKey Images = new("images", Values.Path, "Folder that the rows' image paths start from.");

    private static readonly LanguageKey Suffix = new("suffix", Values.Text, "Last line of a prompt, which says what the answer must be; empty for none. LLaVA's of the format when it is not given.")
        { Examples = ["\"Answer with the option's letter from the given choices directly.\"", "\"\""] };

    private static readonly LanguageKey Files = new("files", Values.Text, "Which files of a folder: their name, * for any letters.") { Default = "\"*.parquet\"", Examples = ["\"train-*.parquet\""] };

    private static readonly LanguageKey Image = Column("image", "the images: a struct of bytes and path, encoded bytes, or a path", "image");
    private static readonly LanguageKey Id = Column("id", "the rows' ids; the file's name and the row's number when it is not given", null);

    private static readonly LanguageKey Unreadable = Policy("unreadable", "A row whose image is missing or is no image: an error, or left out (drop).");
    private static readonly LanguageKey TooLong = Policy("too_long", "A row of more tokens than the language model's max_length: an error, left out (drop), or its last answers cut (truncate).");

    /// <summary>Keys of a format besides <c>source</c> and <c>path</c>, or <c>format</c> and <c>file</c>.</summary>
    public static LanguageKey[] Keys(string format) => format switch
    {
        "mmbench" => [Limit, Suffix, Unreadable],
        "pope" => [Images, Limit, Suffix, .. RowPolicyKeys.Questions],
        "rlhf_v" or "rlaif_v" => [Files, Images, Limit, Image, Id, Unreadable, TooLong],
        "parquet" =>
        [
            new("rows", Values.Word, "What a row is: questions, preference, conversations or labels.") { Required = true },
            Files, Images, Limit, Image, Id,
            Column("question", "the questions", "question"),
            Column("answer", "the answers", "answer"),
            Column("group", "the groups that questions are scored in; one group when it is not given", null),
            Column("chosen", "the preferred answers", "chosen"),
            Column("rejected", "the other answers", "rejected"),
            Column("text", "JSON objects that hold question, chosen and rejected in place of columns of their own", null),
            Column("conversations", "the lists of turns: structs of from and value, or of role and content", "conversations"),
            Column("label", "the classes: names, or numbers whose names the files note", "label"),
            new("train", Values.Text, "Names of the training split's files, * for any letters.") { Default = "\"train*.parquet\"" },
            new("test", Values.Text, "Names of the test split's files, * for any letters.") { Default = "\"test*.parquet\"", Examples = ["\"validation*.parquet\""] },
            Unreadable, TooLong,
        ],
        "imagenet" =>
        [
            new("train", Values.Path, "Folder of the training split: a folder a class, named by its WordNet id.") { Default = "\"train\"" },
            new("test", Values.Path, "Folder of the validation split: the same, or all images side by side.") { Default = "\"val\"" },
            new("labels", Values.Path, "List of the validation images' classes; one of the known names is looked for when it is not given.")
                { Examples = ["\"LOC_val_solution.csv\"", "\"ILSVRC2012_validation_ground_truth.txt\""] },
            new("per_class", Values.WholeIn(PerClass), "Training images taken of each class; all when it is not given.") { Examples = ["50"] },
            new("seed", Values.Whole, "What they are drawn by.") { Default = "0" },
        ],
        "ade20k" =>
        [
            new("train", Values.Text, "Name of the training split below images and annotations.") { Default = "\"training\"" },
            new("test", Values.Text, "Name of the test split below images and annotations.") { Default = "\"validation\"" },
            new("classes", new ValueShape(ValueKind.Text) { IsList = true, InPlaceOfList = Values.Path, FewestValues = 1, MostValues = FolderViews.MostClasses, Distinct = true },
                "Class names from the mask's value 1 on (from 0 where other is a class), or a text file with one name a line; those of objectInfo150.csv or .txt when it is not given."),
            new("other", Values.Word, "Pixels of value 0: ignore, they count for nothing, or class, they are a class called other.") { Default = "\"ignore\"" },
        ],
        _ => throw new ArgumentException($"no such format: {format}"),
    };

    private static LanguageKey Column(string key, string what, string? fallback) =>
        new(key, Values.Text, $"Column of {what}.") { Default = fallback is null ? null : $"\"{fallback}\"" };

    private static LanguageKey Policy(string name, string description) => new(name, Values.Word, description) { Default = "\"error\"" };
}
