using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources.Mixtures;
using Pivot.Runner.Data.Sources.Mmpr;
using Pivot.Runner.Data.Sources.ShareGpt;

namespace Pivot.Runner.Data.Sources;

/// <summary>The rows of a view for the inspection: read as a stage would read them, but past the first mistake.</summary>
/// <param name="shape">What a row looks like, for hints.</param>
/// <param name="files">Files that the rows' text comes from, in an order that does not depend on where they lie.</param>
/// <param name="rows">The rows that are taken, or what is wrong with one; read once.</param>
/// <param name="tally">What was counted, right when all rows are read.</param>
internal sealed class InspectedRows(string shape, IReadOnlyList<string> files, IEnumerable<(AdmittedRow? Row, DataException? Problem)> rows, Func<RowReport> tally)
{
    public string Shape => shape;

    public IReadOnlyList<string> Files => files;

    public IEnumerable<(AdmittedRow? Row, DataException? Problem)> Rows => rows;

    public RowReport Report => tally();

    /// <summary>What is wrong with the number of rows that were taken, or null.</summary>
    public Func<RowReport, string?> WrongCount { get; init; } = RowSet.NoRows;

    /// <summary>Rows of a view.</summary>
    /// <exception cref="DataException">The files cannot be read at all.</exception>
    public static InspectedRows Of(RowsView view) => view switch
    {
        AnnotationView v => Of(v),
        MixtureView v => RowLoading.Inspect(new LlavaFormat(), v, new MixtureRowSet(v)),
        MmprView v => Of(new MmprRowSet(v)),
        BenchmarkFileView v => FieldRows.Inspect(v),
        ParquetView v => FieldRows.Inspect(v),
        _ => throw new ArgumentException($"no such view of rows: {view}"),
    };

    private static InspectedRows Of(AnnotationView view)
    {
        var set = new FileRowSet(view.File, view.Limit);
        return view.Format switch
        {
            "llava" => RowLoading.Inspect(new LlavaFormat(), view, set),
            "captions" => RowLoading.Inspect(new CaptionFormat(), view, set),
            "preference" => RowLoading.Inspect(new PreferenceFormat(), view, set),
            "questions" => RowLoading.Inspect(new QuestionFormat(), view, set),
            "instructions" => RowLoading.Inspect(new InstructionFormat(), view, set),
            "coco_captions" => RowLoading.Inspect(new CocoCaptionFormat(), view, set),
            "vlfeedback" => RowLoading.Inspect(new VlFeedbackFormat(), view, set),
            "sharegpt" when view.Ranking => RowLoading.Inspect(new ShareGptPairFormat(), view, set),
            "sharegpt" => RowLoading.Inspect(new ShareGptFormat(), view, set),
            _ => throw new ArgumentException($"no such format of rows: {view.Format}"),
        };
    }

    private static InspectedRows Of(MmprRowSet set) => RowLoading.Inspect(set.Format, set.View, set);
}
