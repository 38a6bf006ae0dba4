using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>Looks at what a plan reads before anything runs. The compiler asks once per distinct view, tokenizer and checkpoint.</summary>
public interface IDataInspector
{
    /// <summary>Digest of the view's content, what it holds, and what is wrong with it.</summary>
    DataInspection Inspect(DataView view);

    /// <summary>Number of tokens of a tokenizer built from these views, or null where that cannot be told.</summary>
    int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text);

    /// <summary>Names and shapes in the headers of a checkpoint's part, and what its content is told by; of a tokenizer its files alone.</summary>
    /// <param name="folder">Its folder, absolute.</param>
    /// <param name="part">What is taken out of it.</param>
    CheckpointInspection InspectCheckpoint(string folder, InspectedPart part);
}
