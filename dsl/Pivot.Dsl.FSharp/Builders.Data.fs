namespace Pivot.Dsl.FSharp

/// `scenes { image_size 48; train 6000; test 1000; seed 11 }`: the built-in synthetic world.
[<Sealed>]
type ScenesBuilder internal () =
    inherit BlockBuilder()

    /// The source.
    member _.Run(block: Block) : Source = { Word = "scenes"; Block = block }

    /// Side of the square pictures, in pixels.
    [<CustomOperation "image_size">]
    member _.ImageSize(block: Block, pixels: int) = block.With("image_size", pixels)

    /// Scenes to learn from.
    [<CustomOperation "train">]
    member _.Train(block: Block, count: int) = block.With("train", count)

    /// Scenes to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, count: int) = block.With("test", count)

    /// What the world is drawn from.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: int64) = block.With("seed", seed)

/// `llava { path "train.json"; images "images" }` as a source, `llava { file "train.json" }` as a view of a folder;
/// so too `captions`, `preference` and `questions`.
[<Sealed>]
type AnnotationsBuilder internal (format: string) =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block) : Source = { Word = format; Block = block }

    /// The JSON or JSONL file of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string) = block.With("path", path)

    /// The JSON or JSONL file of a view, from the folder's path.
    [<CustomOperation "file">]
    member _.File(block: Block, path: string) = block.With("file", path)

    /// The folder that pictures are named from.
    [<CustomOperation "images">]
    member _.Images(block: Block, path: string) = block.With("images", path)

    /// Rows read, from the start of the file.
    [<CustomOperation "limit">]
    member _.Limit(block: Block, rows: int) = block.With("limit", rows)

/// `image_folder { path "birds" }`: a folder of pictures for each class. As a view it has no path of its own.
[<Sealed>]
type ImageFolderBuilder internal () =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block) : Source = { Word = "image_folder"; Block = block }

    /// The folder of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string) = block.With("path", path)

    /// The folder of classes to learn from.
    [<CustomOperation "train">]
    member _.Train(block: Block, path: string) = block.With("train", path)

    /// The folder of classes to be tested on.
    [<CustomOperation "test">]
    member _.Test(block: Block, path: string) = block.With("test", path)

/// `masks { path "voc"; train_images "..."; ... }`: pictures and their segmentation masks. As a view it has no path of its own.
[<Sealed>]
type MasksBuilder internal () =
    inherit BlockBuilder()

    /// The source or view.
    member _.Run(block: Block) : Source = { Word = "masks"; Block = block }

    /// The folder of a source.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string) = block.With("path", path)

    /// The folder of pictures to learn from.
    [<CustomOperation "train_images">]
    member _.TrainImages(block: Block, path: string) = block.With("train_images", path)

    /// The folder of their masks.
    [<CustomOperation "train_masks">]
    member _.TrainMasks(block: Block, path: string) = block.With("train_masks", path)

    /// The folder of pictures to be tested on.
    [<CustomOperation "test_images">]
    member _.TestImages(block: Block, path: string) = block.With("test_images", path)

    /// The folder of their masks.
    [<CustomOperation "test_masks">]
    member _.TestMasks(block: Block, path: string) = block.With("test_masks", path)

    /// Names of the classes by the value of a mask's pixel.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, names: string list) = block.With("classes", names)

    /// A text file of them, one a line.
    [<CustomOperation "classes">]
    member _.Classes(block: Block, file: string) = block.With("classes", file)

    /// The value of pixels that count for nothing.
    [<CustomOperation "ignore">]
    member _.Ignore(block: Block, value: int) = block.With("ignore", value)

/// `folder { path "data"; view "train" (llava { file "train.json" }) }`: several views of one folder.
[<Sealed>]
type FolderBuilder internal () =
    inherit BlockBuilder()

    /// The source. The views stand together, wherever they were written.
    member _.Run(block: Block) : Source =
        let views, keys = block.Keys |> List.partition (fun (key, _) -> key = "view")
        let views = views |> List.collect (fun (_, view) -> match view with Value.Map named -> named | _ -> [])
        { Word = "folder"; Block = { Keys = if views.IsEmpty then keys else keys @ [ "views", Value.Map views ] } }

    /// The folder.
    [<CustomOperation "path">]
    member _.Path(block: Block, path: string) = block.With("path", path)

    /// A view and its name.
    [<CustomOperation "view">]
    member _.View(block: Block, name: string, view: Source) =
        block.With("view", Value.Map [ name, (view.Block.As("format", view.Word) :> IValue).Value ])
