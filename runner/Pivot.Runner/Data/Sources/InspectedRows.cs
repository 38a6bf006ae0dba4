using Pivot.Dsl.Specs;

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

    /// <summary>Rows of a view.</summary>
    /// <exception cref="DataException">The files cannot be read at all.</exception>
    public static InspectedRows Of(RowsView view) => view switch
    {
        AnnotationView { Format: "llava" } v => Of(new LlavaFormat(), v),
        AnnotationView { Format: "captions" } v => Of(new CaptionFormat(), v),
        AnnotationView { Format: "preference" } v => Of(new PreferenceFormat(), v),
        AnnotationView { Format: "questions" } v => Of(new QuestionFormat(), v),
        AnnotationView { Format: "instructions" } v => Of(new InstructionFormat(), v),
        AnnotationView { Format: "coco_captions" } v => Of(new CocoCaptionFormat(), v),
        BenchmarkFileView v => FieldRows.Inspect(v),
        ParquetView v => FieldRows.Inspect(v),
        _ => throw new ArgumentException($"no such view of rows: {view}"),
    };

    /// <summary>Rows of some files through a format.</summary>
    public static InspectedRows Of<T>(RowFormat<T> format, RowsView view, IReadOnlyList<string> files, IEnumerable<(AnnotationRow? Row, DataException? Problem)> rows)
    {
        var gate = new RowGate<T>(format, view.Images, view.Policy);
        return new InspectedRows(format.Shape, files, rows.Select(r => Admit(gate, format, r.Row, r.Problem)).Where(r => r != (null, null)), gate.Tally.Report);
    }

    private static InspectedRows Of<T>(RowFormat<T> format, AnnotationView view) =>
        Of(format, view, [view.File], AnnotationFile.Read(view.File).Take(view.Limit ?? int.MaxValue));

    private static (AdmittedRow?, DataException?) Admit<T>(RowGate<T> gate, RowFormat<T> format, AnnotationRow? row, DataException? problem)
    {
        try
        {
            if (problem is not null) return (null, problem);
            return gate.Admit(row!) is { } admitted ? (new AdmittedRow(admitted.Image, format.Texts(admitted.Sample)), null) : default;
        }
        catch (DataException wrong)
        {
            return (null, wrong);
        }
    }
}
