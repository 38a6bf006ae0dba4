/// The words that begin a part of an experiment.
[<AutoOpen>]
module Pivot.Dsl.FSharp.Keywords

/// An experiment and its name, which names the run's folder.
let experiment (name: string) = ExperimentBuilder name

/// What the experiment asks, for the report's reader.
let question (text: string) = Part.Is("question", Value.Text text)

/// The YAML file that this experiment is laid over.
let extends (file: string) = Part.Is("extends", Value.Text file)

/// A variable and its value: text, a number, true or false, a list of one of these, or a part.
let inline var (name: string) value : Part = Part.Variable(name, Writing.valueOf Values.Any value)

/// The value of a variable, `value_of "width"`, or what stands at a path of the spec, `value_of "stages.post.steps"`: YAML's `${...}`.
let value_of (path: string) = Reference path

/// A data source and its name.
let data (name: string) (source: Source) = Part.Name("data", name, "data", source)

/// The built-in synthetic world.
let scenes = ScenesBuilder()

/// Several views of one folder.
let folder = FolderBuilder()

/// Conversations about pictures, in LLaVA's format.
let llava = AnnotationsBuilder "llava"

/// Pictures and their captions.
let captions = AnnotationsBuilder "captions"

/// Questions with a chosen and a rejected answer.
let preference = AnnotationsBuilder "preference"

/// Questions with known answers.
let questions = QuestionsBuilder "questions"

/// Answers of several models with ratings, in VLFeedback's format: pairs of the best and the worst.
let vlfeedback = AnnotationsBuilder "vlfeedback"

/// Conversations or pairs of answers, in LLaMA-Factory's format.
let sharegpt = ShareGptBuilder()

/// LLaVA-OneVision's list of files of conversations.
let llava_mixture = MixtureBuilder()

/// A sample of MMPR's preference pairs.
let mmpr = MmprBuilder()

/// A folder of pictures for each class.
let image_folder = ImageFolderBuilder()

/// Pictures and their segmentation masks.
let masks = MasksBuilder()

/// Images with instructions and what is said to them.
let instructions = AnnotationsBuilder "instructions"

/// Pictures and COCO's captions.
let coco_captions = AnnotationsBuilder "coco_captions"

/// MMBench's tables of questions with options.
let mmbench = MmBenchBuilder()

/// POPE's questions of yes and no.
let pope = PopeBuilder()

/// Rows of Parquet files that hold their images.
let parquet = ParquetBuilder()

/// RLHF-V's preference pairs.
let rlhf_v = ParquetPairsBuilder "rlhf_v"

/// RLAIF-V's preference pairs.
let rlaif_v = ParquetPairsBuilder "rlaif_v"

/// ImageNet's layouts.
let imagenet = ImageNetBuilder()

/// ADE20K's layout.
let ade20k = Ade20kBuilder()

/// A model and its name.
let model (name: string) = ModelBuilder name

/// A SigLIP vision tower, built fresh or out of a checkpoint.
let siglip = VisionTowerBuilder "siglip"

/// A CLIP vision tower, built fresh or out of a checkpoint.
let clip = VisionTowerBuilder "clip"

/// A DINOv2 vision tower, built fresh or out of a checkpoint.
let dinov2 = VisionTowerBuilder "dinov2"

/// The vision tower of a finished stage, "stages.NAME".
let from (stage: string) : VisionTower = { Block = { Keys = [ Key.Of "from", Value.Text stage ] } }

/// A projector of two linear layers.
let mlp = ProjectorBuilder "mlp"

/// A projector of one linear layer.
let linear = ProjectorBuilder "linear"

/// A projector that makes one token of a block of patches side by side.
let pixel_shuffle = ProjectorBuilder "pixel_shuffle"

/// A projector whose tokens attend each to its block of patches.
let resampler = ProjectorBuilder "resampler"

/// A Qwen2 language model, built fresh or out of a checkpoint.
let qwen2 = LanguageModelBuilder "qwen2"

/// A Llama language model, built fresh or out of a checkpoint.
let llama = LanguageModelBuilder "llama"

/// Llama 3's scaling of the rotary embedding.
let llama3 = RopeScalingBuilder()

/// A tokenizer of the training text's words.
let word = TokenizerBuilder "word"

/// A checkpoint's tokenizer.
let pretrained = TokenizerBuilder "checkpoint"

/// How images are brought to the tower's size.
let image_fit = ImagesBuilder()

/// A stage and its name.
let stage (name: string) (stage: Stage) = Part.Name("stages", name, "stage", stage)

/// Learning rates by part: the rate of every part without its own.
let inline rates fallback = RatesBuilder(Writing.valueOf Numbers.Any fallback)

/// Low-rank adapters.
let adapters = AdaptersBuilder()

/// Weights of the terms of a dpo stage's `loss "mpo"`.
let mpo = MpoWeightsBuilder()

/// A vision and a text tower learn to match pictures and captions.
let contrastive = ContrastiveBuilder()

/// Supervised fine-tuning on answers.
let sft = SftBuilder()

/// Direct preference optimisation.
let dpo = DpoBuilder()

/// Questions with known answers.
let benchmark = BenchmarkBuilder()

/// Logistic regression on frozen features.
let linear_probe = LinearProbeBuilder()

/// Nearest neighbours on frozen features.
let knn_probe = KnnProbeBuilder()

/// A head for every patch on frozen features.
let segmentation_probe = SegmentationProbeBuilder()

/// Where the loss pulls at the projector's output.
let gradient_map = GradientMapBuilder()

/// An arm and its name; the first is the baseline.
let arm (name: string) = ArmBuilder name

/// Points crossed with the arms, or a part of a sweep.
let sweep = SweepBuilder()

/// A point of a sweep's list.
let point = PointBuilder()

/// Points drawn at random.
let draws = DrawsBuilder()

/// Tests of a sweep's points, all of which must hold.
let condition = ConditionBuilder()

/// Replicates.
let seeds = SeedsBuilder()

/// A claim and its name.
let claim (name: string) = ClaimBuilder name

/// What the report shows.
let report = ReportBuilder()

/// What a run may use.
let run = RunBuilder()

/// When a queue starts the experiment again and again.
let schedule = ScheduleBuilder()
