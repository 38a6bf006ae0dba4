using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Sources.ImageNet;
using Pivot.Runner.Data.Sources.Parquet;
using Pivot.Runner.Data.Sources.Mixtures;
using Pivot.Runner.Data.Sources.Mmpr;
using Pivot.Runner.Data.Sources.ShareGpt;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// From a view named in a spec to its rows. Rows of files are parsed and images loaded when they are asked for: where a row is wanted twice it
/// is read twice, and none is held. <see cref="ReportedRows.Report"/> tells what became of them.
/// </summary>
public static class DataViews
{
    /// <summary>What a caption is asked for with, where it is read as a conversation.</summary>
    public const string CaptionQuestion = "describe the image";

    /// <summary>Rows of a caption view.</summary>
    /// <exception cref="DataException">The data cannot be read as it is.</exception>
    /// <exception cref="ArgumentException">The view's rows are of another kind.</exception>
    public static IReadOnlyList<CaptionSample> Captions(DataView view) => view switch
    {
        ScenesView { Content: "captions" } scenes => World(scenes).Captions(Split.Train),
        AnnotationView { Format: "captions" } file => AnnotationFile.Load(new CaptionFormat(), file),
        AnnotationView { Format: "coco_captions" } file => AnnotationFile.Load(new CocoCaptionFormat(), file),
        _ => throw Wrong(view, "captions"),
    };

    /// <summary>Rows of a conversation view; of a preference view with the chosen answers; of a caption view with the question above.</summary>
    /// <inheritdoc cref="Captions"/>
    public static IReadOnlyList<ConversationSample> Conversations(DataView view) => view switch
    {
        ScenesView { Content: "instruct" } scenes => World(scenes).Instruct(Split.Train),
        AnnotationView { Format: "llava" } file => AnnotationFile.Load(new LlavaFormat(), file),
        AnnotationView { Format: "sharegpt", Ranking: false } file => AnnotationFile.Load(new ShareGptFormat(), file),
        MixtureView mixture => RowLoading.Load(new LlavaFormat(), mixture, new MixtureRowSet(mixture)),
        AnnotationView { Format: "instructions" } file => AnnotationFile.Load(new InstructionFormat(), file),
        ParquetView { Kind: SampleKind.Conversation } parquet => FieldRows.Conversations(parquet),
        { Kind: SampleKind.Preference } => Preferences(view).Each(s => new ConversationSample(s.Id, s.Image, [.. s.Before, new Turn(s.Question, s.Chosen)])),
        { Kind: SampleKind.Caption } => Captions(view).Each(s => new ConversationSample(s.Id, s.Image, [new Turn(CaptionQuestion, s.Caption)])),
        _ => throw Wrong(view, "conversations"),
    };

    /// <summary>Rows of a preference view.</summary>
    /// <inheritdoc cref="Captions"/>
    public static IReadOnlyList<PreferenceSample> Preferences(DataView view) => view switch
    {
        ScenesView { Content: "preference" } scenes => World(scenes).Preference(),
        AnnotationView { Format: "preference" } file => AnnotationFile.Load(new PreferenceFormat(), file),
        AnnotationView { Format: "vlfeedback" } file => AnnotationFile.Load(new VlFeedbackFormat(), file),
        AnnotationView { Format: "sharegpt", Ranking: true } file => AnnotationFile.Load(new ShareGptPairFormat(), file),
        MmprView sample => Mmpr(new MmprRowSet(sample)),
        ParquetView { Kind: SampleKind.Preference } parquet => FieldRows.Preferences(parquet),
        _ => throw Wrong(view, "preference pairs"),
    };

    /// <summary>Rows of a question view.</summary>
    /// <inheritdoc cref="Captions"/>
    public static IReadOnlyList<QuestionSample> Questions(DataView view) => view switch
    {
        ScenesView { Content: "test" } scenes => World(scenes).Questions(),
        AnnotationView { Format: "questions" } file => AnnotationFile.Load(new QuestionFormat(), file),
        BenchmarkFileView benchmark => FieldRows.Questions(benchmark),
        ParquetView { Kind: SampleKind.Question } parquet => FieldRows.Questions(parquet),
        _ => throw Wrong(view, "questions"),
    };

    /// <summary>Both splits of a view of classes.</summary>
    /// <inheritdoc cref="Captions"/>
    public static LabelledSet Labels(DataView view) => view switch
    {
        ScenesView { Content: "objects" } scenes => World(scenes).Objects(),
        ImageFolderView folder => ImageFolderSource.Load(folder.Train, folder.Test),
        ImageNetView v => ImageNetSource.Load(Layout(v)),
        ParquetLabelsView v => ParquetLabelSource.Load(v.Path, v.Train, v.Test, new ParquetColumns { Image = v.Image, Label = v.Label }),
        _ => throw Wrong(view, "classes"),
    };

    /// <summary>Both splits of a view of masks.</summary>
    /// <inheritdoc cref="Captions"/>
    public static MaskSet Masks(DataView view) => view switch
    {
        ScenesView { Content: "masks" } scenes => World(scenes).Masks(),
        MaskFolderView f => MaskFolderSource.Load(f.TrainImages, f.TrainMasks, f.TestImages, f.TestMasks, f.Classes, f.Ignore, f.FromOne),
        _ => throw Wrong(view, "masks"),
    };

    /// <summary>Rows of a view of grounded questions.</summary>
    /// <inheritdoc cref="Captions"/>
    public static IReadOnlyList<GroundedSample> Grounded(DataView view) => view switch
    {
        ScenesView { Content: "grounded" } scenes => World(scenes).Grounded(),
        _ => throw Wrong(view, "grounded questions"),
    };

    private static IReadOnlyList<PreferenceSample> Mmpr(MmprRowSet set) => RowLoading.Load(set.Format, set.View, set);
    internal static ImageNetLayout Layout(ImageNetView v) => new(v.Root, v.Train, v.Validation, v.Labels, v.PerClass, v.Seed);

    private static ScenesWorld World(ScenesView view) => new(view.ImageSize, view.Train, view.Test, view.Seed);

    private static ArgumentException Wrong(DataView view, string wanted) => new($"expected a view of {wanted}, found one of kind {view.Kind} ({view.GetType().Name})");
}
