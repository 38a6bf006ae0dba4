namespace Pivot.Dsl.FSharp

/// `scenes { image_size 48; train 6000; test 1000; seed 11 }`: the built-in synthetic world.
[<Sealed>]
type ScenesBuilder internal () =
    inherit BlockBuilder()

    /// The source.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source = { Word = "scenes"; Block = block.In file; Line = line; File = file }

    /// Side of the square pictures, in pixels.
    [<CustomOperation "image_size">]
    member _.ImageSize(block: Block, pixels: Whole, [<Line>] ?line: int) = block.With("image_size", pixels, line)

    /// Scenes to learn from.
    [<CustomOperation "train">]
    member _.Train(block: Block, count: Whole, [<Line>] ?line: int) = block.With("train", count, line)

    /// Scenes to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, count: Whole, [<Line>] ?line: int) = block.With("test", count, line)

    /// What the world is drawn from.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

/// A file of rows that name images.
[<AbstractClass>]
type FileBuilder internal (format: string) =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source = { Word = format; Block = block.In file; Line = line; File = file }

    /// The file of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string, [<Line>] ?line: int) = block.With("path", path, line)

    /// The file of a view, from the folder's path.
    [<CustomOperation "file">]
    member _.File(block: Block, path: string, [<Line>] ?line: int) = block.With("file", path, line)

    /// The folder that pictures are named from.
    [<CustomOperation "images">]
    member _.Images(block: Block, path: string, [<Line>] ?line: int) = block.With("images", path, line)

/// A file of rows, and what is done with those whose image is not as it should be.
[<AbstractClass>]
type RowsBuilder internal (format: string) =
    inherit FileBuilder(format)

    /// What is done with a row whose image is missing or is no image: error or drop.
    [<CustomOperation "unreadable">]
    member _.Unreadable(block: Block, word: string, [<Line>] ?line: int) = block.With("unreadable", word, line)

    /// What is done with a row without an image: error or drop.
    [<CustomOperation "text_only">]
    member _.TextOnly(block: Block, word: string, [<Line>] ?line: int) = block.With("text_only", word, line)

    /// What is done with a row of several different images: error or drop.
    [<CustomOperation "multi_image">]
    member _.MultiImage(block: Block, word: string, [<Line>] ?line: int) = block.With("multi_image", word, line)

/// A file of rows that are trained on, and what is done with those that are not as they should be.
[<AbstractClass>]
type TrainingRowsBuilder internal (format: string) =
    inherit RowsBuilder(format)

    /// What is done with a row that has an image and no <image> in its text: add, drop or error.
    [<CustomOperation "placeholder">]
    member _.Placeholder(block: Block, word: string, [<Line>] ?line: int) = block.With("placeholder", word, line)

    /// What is done with a row of more tokens than the language model reads: error, drop or truncate.
    [<CustomOperation "too_long">]
    member _.TooLong(block: Block, word: string, [<Line>] ?line: int) = block.With("too_long", word, line)

/// `llava { path "train.json"; images "images" }` as a source, `llava { file "train.json" }` as a view of a folder;
/// so too `captions`, `preference` and `vlfeedback`.
type AnnotationsBuilder internal (format: string) =
    inherit TrainingRowsBuilder(format)

    /// Rows read, from the start of the file.
    [<CustomOperation "limit">]
    member _.Limit(block: Block, rows: Whole, [<Line>] ?line: int) = block.With("limit", rows, line)

/// `questions { path "test.json"; images "images" }`: questions with their answers.
[<Sealed>]
type QuestionsBuilder internal (format: string) =
    inherit RowsBuilder(format)

    /// Rows read, from the start of the file.
    [<CustomOperation "limit">]
    member _.Limit(block: Block, rows: Whole, [<Line>] ?line: int) = block.With("limit", rows, line)

/// `sharegpt { path "train.json"; images "images"; ranking true }`: conversations or, with ranking, pairs of answers as LLaMA-Factory has them.
[<Sealed>]
type ShareGptBuilder internal () =
    inherit AnnotationsBuilder("sharegpt")

    /// Whether rows are pairs of a chosen and a rejected answer.
    [<CustomOperation "ranking">]
    member _.Ranking(block: Block, truth: Truth, [<Line>] ?line: int) = block.With("ranking", truth, line)

/// `llava_mixture { path "single_image.yaml"; root "data"; images "data" }`: LLaVA-OneVision's list of files and how much of each is read.
[<Sealed>]
type MixtureBuilder internal () =
    inherit TrainingRowsBuilder("llava_mixture")

    /// The folder that json_path starts from.
    [<CustomOperation "root">]
    member _.Root(block: Block, path: string, [<Line>] ?line: int) = block.With("root", path, line)

    /// What random samples are drawn from.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

/// `mmpr { path "MMPR-v1.2/meta.json"; count 20000; seed 777; longest 1500 }`: a sample of MMPR's pairs, the same for SFT and DPO.
[<Sealed>]
type MmprBuilder internal () =
    inherit FileBuilder("mmpr")

    /// Pairs to draw.
    [<CustomOperation "count">]
    member _.Count(block: Block, pairs: Whole, [<Line>] ?line: int) = block.With("count", pairs, line)

    /// What the order is drawn from.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

    /// The folder of the tokenizer that longest counts by.
    [<CustomOperation "tokenizer">]
    member _.Tokenizer(block: Block, path: string, [<Line>] ?line: int) = block.With("tokenizer", path, line)

    /// Most tokens of question and chosen answer together.
    [<CustomOperation "longest">]
    member _.Longest(block: Block, words: Whole, [<Line>] ?line: int) = block.With("longest", words, line)

    /// What is done with a row of more tokens than the language model reads: error, drop or truncate.
    [<CustomOperation "too_long">]
    member _.TooLong(block: Block, word: string, [<Line>] ?line: int) = block.With("too_long", word, line)

/// `image_folder { path "birds" }`: a folder of pictures for each class. As a view it has no path of its own.
[<Sealed>]
type ImageFolderBuilder internal () =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source = { Word = "image_folder"; Block = block.In file; Line = line; File = file }

    /// The folder of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string, [<Line>] ?line: int) = block.With("path", path, line)

    /// The folder of classes to learn from.
    [<CustomOperation "train">]
    member _.Train(block: Block, path: string, [<Line>] ?line: int) = block.With("train", path, line)

    /// The folder of classes to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, path: string, [<Line>] ?line: int) = block.With("test", path, line)

/// `masks { path "voc"; train_images "..."; ... }`: pictures and their segmentation masks. As a view it has no path of its own.
[<Sealed>]
type MasksBuilder internal () =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source = { Word = "masks"; Block = block.In file; Line = line; File = file }

    /// The folder of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string, [<Line>] ?line: int) = block.With("path", path, line)

    /// The folder of pictures to learn from.
    [<CustomOperation "train_images">]
    member _.TrainImages(block: Block, path: string, [<Line>] ?line: int) = block.With("train_images", path, line)

    /// The folder of their masks.
    [<CustomOperation "train_masks">]
    member _.TrainMasks(block: Block, path: string, [<Line>] ?line: int) = block.With("train_masks", path, line)

    /// The folder of pictures to be tested on.
    [<CustomOperation "test_images">]
    member _.TestImages(block: Block, path: string, [<Line>] ?line: int) = block.With("test_images", path, line)

    /// The folder of their masks.
    [<CustomOperation "test_masks">]
    member _.TestMasks(block: Block, path: string, [<Line>] ?line: int) = block.With("test_masks", path, line)

    /// Names of the classes by the value of a mask's pixel.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, names: string list, [<Line>] ?line: int) = block.With("classes", names, line)

    /// A text file of them, one a line.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, file: string, [<Line>] ?line: int) = block.With("classes", file, line)

    /// The value of pixels that count for nothing.
    [<CustomOperation "ignore">]
    member _.Ignore(block: Block, value: Whole, [<Line>] ?line: int) = block.With("ignore", value, line)

/// `folder { path "data"; view "train" (llava { file "train.json" }) }`: several views of one folder.
[<Sealed>]
type FolderBuilder internal () =
    inherit BlockBuilder()

    /// The source. The views stand together, where the first of them was written.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Source =
        { Word = "folder"; Block = block.Gathered("view", "views").In file; Line = line; File = file }

    /// The folder.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string, [<Line>] ?line: int) = block.With("path", path, line)

    /// A view and its name.
    [<CustomOperation "view">]
    member _.View(block: Block, name: string, view: Source, [<Line>] ?line: int) =
        let named = Block.Of([]).At(name, view.As "format", "view", line)
        block.With("view", named, line)
