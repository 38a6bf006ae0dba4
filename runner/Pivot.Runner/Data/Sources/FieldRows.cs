using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources.Parquet;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Data.Sources;

/// <summary>From a view of a public set's own format to its rows.</summary>
internal static class FieldRows
{
    private const string ParquetShape = "the columns are named by keys of the data source: image, question, answer, ...";

    /// <summary>Questions of a benchmark's file.</summary>
    public static IReadOnlyList<QuestionSample> Questions(BenchmarkFileView view) => view.Format == "mmbench"
        ? MmBench(view).Load()
        : RowLoading.Load(Pope(view), view, new PopeRowSet(view.File, view.Limit));

    /// <summary>Questions of Parquet files.</summary>
    public static IReadOnlyList<QuestionSample> Questions(ParquetView view) => ParquetQuestions(view, Files(view)).Load();

    /// <summary>Preference pairs of Parquet files.</summary>
    public static IReadOnlyList<PreferenceSample> Preferences(ParquetView view) => ParquetPreferences(view, Files(view)).Load();

    /// <summary>Conversations of Parquet files.</summary>
    public static IReadOnlyList<ConversationSample> Conversations(ParquetView view) => ParquetConversations(view, Files(view)).Load();

    /// <summary>The rows for the inspection.</summary>
    public static InspectedRows Inspect(BenchmarkFileView view)
    {
        const string shape = "a row has the columns index, question, A, B, answer, category and image";
        return view.Format == "mmbench" ? MmBench(view).Inspect(shape, [view.File]) : RowLoading.Inspect(Pope(view), view, new PopeRowSet(view.File, view.Limit));
    }

    /// <inheritdoc cref="Inspect(BenchmarkFileView)"/>
    public static InspectedRows Inspect(ParquetView view)
    {
        var files = Files(view);
        return view.Kind switch
        {
            SampleKind.Question => ParquetQuestions(view, files).Inspect(ParquetShape, files),
            SampleKind.Preference => ParquetPreferences(view, files).Inspect(ParquetShape, files),
            _ => ParquetConversations(view, files).Inspect(ParquetShape, files),
        };
    }

    private static PopeFormat Pope(BenchmarkFileView view) => new(view.Suffix ?? PopeFormat.WordSuffix);

    private static TableRows<QuestionSample> MmBench(BenchmarkFileView view) =>
        new(view.File, MmBenchSource.Read(view.File, view.Suffix ?? MmBenchSource.LetterSuffix), s => [s.Question, s.Answer], view.Limit, Drops(view));

    private static TableRows<QuestionSample> ParquetQuestions(ParquetView view, IReadOnlyList<string> files) =>
        new(view.File, ParquetSource.Questions(files, Columns(view), view.Images), s => [s.Question, s.Answer], view.Limit, Drops(view));

    private static TableRows<PreferenceSample> ParquetPreferences(ParquetView view, IReadOnlyList<string> files) =>
        new(view.File, ParquetSource.Preferences(files, Columns(view), view.Images), s => [s.Question, s.Chosen, s.Rejected], view.Limit, Drops(view));

    private static TableRows<ConversationSample> ParquetConversations(ParquetView view, IReadOnlyList<string> files) =>
        new(view.File, ParquetSource.Conversations(files, Columns(view), view.Images), s => [.. s.Turns.SelectMany(t => new[] { t.Question, t.Answer })], view.Limit, Drops(view));

    private static bool Drops(RowsView view) => view.Policy.Unreadable == RowPolicy.Drop;

    private static IReadOnlyList<string> Files(ParquetView view) => ParquetTable.Files(view.File, view.Files);

    private static ParquetColumns Columns(ParquetView v) => new()
    {
        Image = v.Image, Id = v.Id, Question = v.Question, Answer = v.Answer, Group = v.Group, Chosen = v.Chosen, Rejected = v.Rejected, Conversations = v.Conversations, Text = v.Text,
    };
}
