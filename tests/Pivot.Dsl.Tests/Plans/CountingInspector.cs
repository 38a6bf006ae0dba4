using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>Says the same of every view, and remembers what it was asked.</summary>
public sealed class CountingInspector(DataCounts? counts = null, int? vocabulary = 300) : IDataInspector
{
    public static DataCounts Some { get; } = new(4000, 500, 20, 9);

    public int Vocabularies { get; private set; }

    public Func<DataView, IReadOnlyList<DataProblem>> Problems { get; init; } = _ => [];

    public IReadOnlyList<DataProblem> Remarks { get; init; } = [];

    public DataInspection Inspect(DataView view) => new("digest", "text", Problems(view)) { Counts = counts ?? Some, Remarks = Remarks };

    public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text)
    {
        Vocabularies++;
        return vocabulary;
    }

    public CheckpointInspection InspectCheckpoint(string folder, InspectedPart part) => new("digest", [], []);
}
