using System.Runtime.InteropServices;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What is done to a text before a model sees its words.</summary>
/// <param name="Whole">Steps of the whole text, before added tokens are looked for.</param>
/// <param name="Steps">Steps of each stretch between added tokens.</param>
/// <param name="Splitters">What cuts a stretch into words, each cutting the words of the one before; none: the stretch is one word.</param>
internal sealed record TextRules(IReadOnlyList<TextStep> Whole, IReadOnlyList<TextStep> Steps, IReadOnlyList<ISplitter> Splitters)
{
    /// <summary>Appends a stretch's ids.</summary>
    public void Encode(string stretch, FragmentStart start, PieceModel model, List<int> into)
    {
        foreach (var step in Steps) stretch = step(stretch, start);
        if (stretch.Length > TokenizerLimits.TextLength) throw new DataException($"a text of {stretch.Length:#,0} characters is too long to be encoded at once");
        var words = new List<(int Start, int Length)> { (0, stretch.Length) };
        foreach (var splitter in Splitters)
        {
            var finer = new List<(int, int)>(words.Count);
            foreach (var (from, length) in words) splitter.Split(stretch, from, length, finer);
            words = finer;
        }
        foreach (var (from, length) in CollectionsMarshal.AsSpan(words))
            if (length > 0) model.Encode(stretch.AsSpan(from, length), into);
    }
}
