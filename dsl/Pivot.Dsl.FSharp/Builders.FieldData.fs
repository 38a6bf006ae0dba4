namespace Pivot.Dsl.FSharp

/// What the formats of public sets share: `path` of a source, `file` of a view.
[<AbstractClass>]
type FieldDataBuilder internal (format: string) =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source = { Word = format; Block = block.In file; Line = line; File = file }

    /// The file or folder of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string, [<Line>] ?line: int) = block.With("path", path, line)

    /// The file or folder of a view, from the folder's path.
    [<CustomOperation "file">]
    member _.File(block: Block, path: string, [<Line>] ?line: int) = block.With("file", path, line)

/// What formats of rows share.
[<AbstractClass>]
type FieldRowsBuilder internal (format: string) =
    inherit FieldDataBuilder(format)

    /// Rows read, from the start.
    [<CustomOperation "limit">]
    member _.Limit(block: Block, rows: Whole, [<Line>] ?line: int) = block.With("limit", rows, line)

    /// A row whose image is missing or is no image: "error" or "drop".
    [<CustomOperation "unreadable">]
    member _.Unreadable(block: Block, what: string, [<Line>] ?line: int) = block.With("unreadable", what, line)

/// `mmbench { path "mmbench_dev_en.tsv" }`: questions with options and images in base64.
[<Sealed>]
type MmBenchBuilder internal () =
    inherit FieldRowsBuilder("mmbench")

    /// The last line of a prompt; "" for none.
    [<CustomOperation "suffix">]
    member _.Suffix(block: Block, line_of_text: string, [<Line>] ?line: int) = block.With("suffix", line_of_text, line)

/// `pope { path "coco_pope_random.json"; images "val2014" }`: questions of yes and no.
[<Sealed>]
type PopeBuilder internal () =
    inherit FieldRowsBuilder("pope")

    /// The folder that pictures are named from.
    [<CustomOperation "images">]
    member _.Images(block: Block, path: string, [<Line>] ?line: int) = block.With("images", path, line)

    /// The last line of a prompt; "" for none.
    [<CustomOperation "suffix">]
    member _.Suffix(block: Block, line_of_text: string, [<Line>] ?line: int) = block.With("suffix", line_of_text, line)

    /// A row without an image: "error" or "drop".
    [<CustomOperation "text_only">]
    member _.TextOnly(block: Block, what: string, [<Line>] ?line: int) = block.With("text_only", what, line)

    /// A row of several different images: "error" or "drop".
    [<CustomOperation "multi_image">]
    member _.MultiImage(block: Block, what: string, [<Line>] ?line: int) = block.With("multi_image", what, line)

/// What formats in Parquet files share; by itself `rlhf_v { path "RLHF-V.parquet" }`, and so `rlaif_v`.
type ParquetPairsBuilder internal (format: string) =
    inherit FieldRowsBuilder(format)

    /// Which files of a folder: their name, * for any letters.
    [<CustomOperation "files">]
    member _.Files(block: Block, pattern: string, [<Line>] ?line: int) = block.With("files", pattern, line)

    /// The folder that pictures are named from.
    [<CustomOperation "images">]
    member _.Images(block: Block, path: string, [<Line>] ?line: int) = block.With("images", path, line)

    /// Column of the images.
    [<CustomOperation "image">]
    member _.Image(block: Block, column: string, [<Line>] ?line: int) = block.With("image", column, line)

    /// Column of the rows' ids.
    [<CustomOperation "id">]
    member _.Id(block: Block, column: string, [<Line>] ?line: int) = block.With("id", column, line)

    /// A row of more tokens than the language model's max_length: "error", "drop" or "truncate".
    [<CustomOperation "too_long">]
    member _.TooLong(block: Block, what: string, [<Line>] ?line: int) = block.With("too_long", what, line)

/// `parquet { path "data"; rows "questions"; question "query" }`: rows of Parquet files that hold their images.
[<Sealed>]
type ParquetBuilder internal () =
    inherit ParquetPairsBuilder("parquet")

    /// What a row is: "questions", "preference", "conversations" or "labels".
    [<CustomOperation "rows">]
    member _.Rows(block: Block, kind: string, [<Line>] ?line: int) = block.With("rows", kind, line)

    /// Column of the questions.
    [<CustomOperation "question">]
    member _.Question(block: Block, column: string, [<Line>] ?line: int) = block.With("question", column, line)

    /// Column of the answers.
    [<CustomOperation "answer">]
    member _.Answer(block: Block, column: string, [<Line>] ?line: int) = block.With("answer", column, line)

    /// Column of the groups that questions are scored in.
    [<CustomOperation "group">]
    member _.Group(block: Block, column: string, [<Line>] ?line: int) = block.With("group", column, line)

    /// Column of the preferred answers.
    [<CustomOperation "chosen">]
    member _.Chosen(block: Block, column: string, [<Line>] ?line: int) = block.With("chosen", column, line)

    /// Column of the other answers.
    [<CustomOperation "rejected">]
    member _.Rejected(block: Block, column: string, [<Line>] ?line: int) = block.With("rejected", column, line)

    /// Column of JSON objects that hold question, chosen and rejected.
    [<CustomOperation "text">]
    member _.Text(block: Block, column: string, [<Line>] ?line: int) = block.With("text", column, line)

    /// Column of the lists of turns.
    [<CustomOperation "conversations">]
    member _.Conversations(block: Block, column: string, [<Line>] ?line: int) = block.With("conversations", column, line)

    /// Column of the classes.
    [<CustomOperation "label">]
    member _.Label(block: Block, column: string, [<Line>] ?line: int) = block.With("label", column, line)

    /// Names of the files to learn from, * for any letters.
    [<CustomOperation "train">]
    member _.Train(block: Block, pattern: string, [<Line>] ?line: int) = block.With("train", pattern, line)

    /// Names of the files to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, pattern: string, [<Line>] ?line: int) = block.With("test", pattern, line)

/// `imagenet { path "imagenet"; per_class 50 }`: folders named by WordNet ids.
[<Sealed>]
type ImageNetBuilder internal () =
    inherit FieldDataBuilder("imagenet")

    /// The folder of classes to learn from.
    [<CustomOperation "train">]
    member _.Train(block: Block, path: string, [<Line>] ?line: int) = block.With("train", path, line)

    /// The folder to be tested on: of classes, or of all images side by side.
    [<CustomOperation "test">]
    member _.Test(block: Block, path: string, [<Line>] ?line: int) = block.With("test", path, line)

    /// The list of the classes of images side by side.
    [<CustomOperation "labels">]
    member _.Labels(block: Block, path: string, [<Line>] ?line: int) = block.With("labels", path, line)

    /// Images taken of each class to learn from.
    [<CustomOperation "per_class">]
    member _.PerClass(block: Block, count: Whole, [<Line>] ?line: int) = block.With("per_class", count, line)

    /// What they are drawn by.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

/// `ade20k { path "ADEChallengeData2016" }`: street and indoor scenes with masks of 150 classes.
[<Sealed>]
type Ade20kBuilder internal () =
    inherit FieldDataBuilder("ade20k")

    /// Name of the split to learn from, below images and annotations.
    [<CustomOperation "train">]
    member _.Train(block: Block, split: string, [<Line>] ?line: int) = block.With("train", split, line)

    /// Name of the split to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, split: string, [<Line>] ?line: int) = block.With("test", split, line)

    /// Names of the classes by the value of a mask's pixel.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, names: string list, [<Line>] ?line: int) = block.With("classes", names, line)

    /// A text file of them, one a line.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, file: string, [<Line>] ?line: int) = block.With("classes", file, line)

    /// Pixels of value 0: "ignore", or "class".
    [<CustomOperation "other">]
    member _.Other(block: Block, what: string, [<Line>] ?line: int) = block.With("other", what, line)
