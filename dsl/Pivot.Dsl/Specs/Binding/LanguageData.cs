namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: data.</summary>
internal static class LanguageData
{
    private static readonly LanguageKey Source = new("source", Values.Word, "Where the rows are from: scenes, the built-in world; folder, views of files under one path; or one file's format.")
        { Required = true };

    private static readonly LanguageKey Format = new("format", Values.Word, "What the files are.") { Required = true };

    private static readonly LanguageKey File = new("file", Values.Path, "The JSON array or JSONL file, from the source's path.") { Required = true };

    private static readonly LanguageKey Images = new("images", Values.Path, "Folder that the rows' image paths start from.");

    private static readonly LanguageKey Limit = new("limit", Values.WholeIn(FolderViews.Limit), "Rows to read from the start; all when it is not given.");

    private static readonly LanguageKey Ranking =
        new("ranking", Values.Truth, "Whether rows are pairs of a chosen and a rejected answer, as the same word of LLaMA-Factory's dataset_info.json says.") { Default = "false" };

    private static readonly LanguageKey[] Mixture =
    [
        new("root", Values.Path, "Folder that json_path starts from; the YAML file's own when it is not given."),
        new("images", Values.Path, "Folder that the rows' image paths start from; root when it is not given."),
        new("seed", Values.WholeIn(FolderViews.FromZero), "Seed of the samples that random:N draws.") { Default = "0" },
        .. RowPolicyKeys.Training,
    ];

    private static readonly LanguageKey[] Mmpr =
    [
        new("images", Values.Path, "Folder that root and annotation start from, or the one below it that meta.json lies in; meta.json's own when it is not given."),
        new("count", Values.WholeIn(FolderViews.Limit), "Pairs to draw; all that qualify when it is not given.") { Examples = ["20000"] },
        new("seed", Values.WholeIn(FolderViews.FromZero), "Seed of the order in which pairs are drawn.") { Default = "0", Examples = ["777"] },
        new("longest", Values.WholeIn(FolderViews.Limit), "Most tokens of question and chosen answer together; longer pairs are left out.") { Examples = ["1500"] },
        new("tokenizer", Values.Path, "Folder of the tokenizer that longest counts by, whatever model is trained; words and marks are counted when it is not given."),
        .. RowPolicyKeys.Sample,
    ];

    private static readonly LanguageKey[] Splits =
    [
        new("train", Values.Path, "Folder of the training split, a folder a class in it.") { Default = "\"train\"" },
        new("test", Values.Path, "Folder of the test split, a folder a class in it.") { Default = "\"test\"" },
    ];

    private static readonly LanguageKey[] Masks =
    [
        new("train_images", Values.Path, "Folder of the training images.") { Required = true },
        new("train_masks", Values.Path, "Folder of their masks, 8-bit pictures of the same file names; a pixel's value is its class.") { Required = true },
        new("test_images", Values.Path, "Folder of the test images.") { Required = true },
        new("test_masks", Values.Path, "Folder of their masks.") { Required = true },
        new("classes", new ValueShape(ValueKind.Text) { IsList = true, InPlaceOfList = Values.Path, FewestValues = 1, MostValues = FolderViews.MostClasses, Distinct = true },
            "Class names by index, or a text file with one name a line.") { Required = true, Examples = ["[\"road\", \"sky\"]", "\"classes.txt\""] },
        new("ignore", Values.WholeIn(FolderViews.Ignore), "The value that marks unlabelled pixels; none when it is not given.") { Examples = ["255"] },
    ];

    /// <summary>A view of <c>source: folder</c>.</summary>
    public static VariantShape View { get; } = new("view", "format", new Dictionary<string, RecordShape>
    {
        ["llava"] = Rows("llava"),
        ["captions"] = Rows("captions"),
        ["preference"] = Rows("preference"),
        ["questions"] = Rows("questions"),
        ["vlfeedback"] = Rows("vlfeedback"),
        ["sharegpt"] = Rows("sharegpt"),
        ["llava_mixture"] = new("view of format llava_mixture", null, [Format, File, .. Mixture]),
        ["mmpr"] = new("view of format mmpr", null, [Format, File, .. Mmpr]),
        ["image_folder"] = new("view of format image_folder", null, [Format, .. Splits]),
        ["masks"] = new("view of format masks", null, [Format, .. Masks]),
        ["instructions"] = Rows("instructions"),
        ["coco_captions"] = Rows("coco_captions"),
    }.Concat(LanguageFieldData.Words.Select(f => KeyValuePair.Create(f, new RecordShape($"view of format {f}", null, [Format, FieldFile(f), .. LanguageFieldData.Keys(f)])))).ToDictionary());

    public static VariantShape Data { get; } = new("data source", "source", new Dictionary<string, RecordShape>
    {
        ["scenes"] = new("source scenes", null,
        [
            Source,
            new("image_size", Values.Whole, "Side of the square pictures in pixels.") { Default = "48" },
            new("train", Values.Whole, "Number of training pictures.") { Default = "6000" },
            new("test", Values.Whole, "Number of test pictures.") { Default = "1000" },
            new("seed", Values.Whole, "Seed of the world; the same seed gives the same bytes on every machine.") { Default = "11" },
        ]),
        ["folder"] = new("source folder", null, [Source, Path("Folder that the views' paths start from."), new("views", new NamesShape("view", View), "Views by name, read as source.view.") { Required = true }]),
        ["llava"] = Single("llava", "JSON array or JSONL file of conversations about images, as LLaVA has them."),
        ["captions"] = Single("captions", "JSON array or JSONL file of LLaVA rows; the first answer is the caption."),
        ["preference"] = Single("preference", "JSON array or JSONL file of questions with a chosen and a rejected answer."),
        ["questions"] = Single("questions", "JSON array or JSONL file of questions with their answers."),
        ["vlfeedback"] = Single("vlfeedback", "VLFeedback's JSONL file: answers of several models and their ratings, read as pairs of the best and the worst."),
        ["sharegpt"] = Single("sharegpt", "JSON array or JSONL file of conversations as LLaMA-Factory has them."),
        ["llava_mixture"] = new("source llava_mixture", null, [Source, Path("LLaVA-OneVision's YAML file that lists files of conversations and how much of each is read."), .. Mixture]),
        ["mmpr"] = new("source mmpr", null, [Source, Path("MMPR's meta.json, which lists files of preference pairs."), .. Mmpr]),
        ["image_folder"] = new("source image_folder", null, [Source, Path("Folder that the splits lie in."), .. Splits]),
        ["masks"] = new("source masks", null, [Source, Path("Folder that the images' and the masks' folders lie in."), .. Masks]),
        ["instructions"] = Single("instructions", "JSON array or JSONL file of an image, an instruction and what is said to it."),
        ["coco_captions"] = Single("coco_captions", "JSON array or JSONL file of images with COCO's captions; the first is read."),
    }.Concat(LanguageFieldData.Words.Select(f => KeyValuePair.Create(f, new RecordShape($"source {f}", null, [Source, Path(Described(f)), .. LanguageFieldData.Keys(f)])))).ToDictionary());

    private static RecordShape Rows(string format) => new($"view of format {format}", null, [Format, File, Images, Limit, .. Own(format)]);

    private static RecordShape Single(string source, string file) => new($"source {source}", null, [Source, Path(file), Images, Limit, .. Own(source)]);

    // The folder of a set lies where the views' paths start from unless it is said.
    private static LanguageKey FieldFile(string format) =>
        new("file", Values.Path, $"{Described(format)} From the source's path.") { Required = format is not ("imagenet" or "ade20k") };

    private static string Described(string format) => format switch
    {
        "mmbench" => "Tab-separated file of questions with options and images in base64.",
        "pope" => "JSONL file of questions of yes and no, or a folder of them.",
        "imagenet" => "Folder of the splits.",
        "ade20k" => "Folder of images, annotations and the list of classes.",
        _ => "Parquet file, or a folder of them, which are read in the order of their names.",
    };

    private static LanguageKey[] Own(string format) =>
        [.. format == "sharegpt" ? [Ranking] : Array.Empty<LanguageKey>(), .. AnnotationView.IsTraining(format) ? RowPolicyKeys.Training : RowPolicyKeys.Questions];

    private static LanguageKey Path(string description) => new("path", Values.Path, description) { Required = true };
}
