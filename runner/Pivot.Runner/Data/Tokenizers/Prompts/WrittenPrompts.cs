using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// A format that writes a conversation as text, the image's placeholder within it, and cuts the text where answers begin and end. Each part is encoded
/// with what stands before it known: the ids are the whole text's wherever no token reaches over a cut.
/// </summary>
public abstract class WrittenPrompts : PromptFormat
{
    private readonly CheckpointTokenizer _tokenizer;

    /// <summary>A format of a tokenizer.</summary>
    protected WrittenPrompts(CheckpointTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <inheritdoc/>
    public override PromptRow Conversation(IReadOnlyList<Turn> turns, bool hasImage = true) => Row(Write(turns, hasImage, isAnswered: true), turns, hasImage);

    /// <inheritdoc/>
    public override PromptRow Question(string question, bool hasImage = true)
    {
        Turn[] turns = [new Turn(question, "")];
        return Row(Write(turns, hasImage, isAnswered: false), turns, hasImage);
    }

    /// <summary>The text in parts: question, answer, question, answer and so on.</summary>
    /// <param name="turns">The conversation.</param>
    /// <param name="hasImage">Whether the placeholder is written, at the front of the first question.</param>
    /// <param name="isAnswered">Whether the last answer is written; if not, the text ends where it begins.</param>
    protected abstract IReadOnlyList<string> Write(IReadOnlyList<Turn> turns, bool hasImage, bool isAnswered);

    /// <summary>The placeholder and the text behind it as LLaVA writes them; the placeholder alone where there is no text.</summary>
    protected static string WithImage(string question) => question.Length == 0 ? CheckpointTokenizer.Image : $"{CheckpointTokenizer.Image}\n{question}";

    private PromptRow Row(IReadOnlyList<string> parts, IReadOnlyList<Turn> turns, bool hasImage)
    {
        foreach (var turn in turns)
            if (turn.Question.Contains(CheckpointTokenizer.Image, StringComparison.Ordinal) || turn.Answer.Contains(CheckpointTokenizer.Image, StringComparison.Ordinal))
                throw new DataException($"a text holds {CheckpointTokenizer.Image}, which stands for the image; its place is at the front of the first question, where it is put by itself");
        var context = "";
        var ids = new List<int[]>();
        foreach (var part in parts)
        {
            ids.Add(part.Length == 0 ? [] : _tokenizer.EncodePrompt(context, part));
            context += part;
        }
        var first = ids[0];
        int[] before = hasImage ? first : [];
        if (hasImage)
        {
            var at = Array.IndexOf(first, _tokenizer.ImageId);
            if (at < 0) throw new DataException($"{_tokenizer.Folder}: the template {Name} wrote no {CheckpointTokenizer.Image} for the image; use a named template");
            (before, ids[0]) = (first[..at], first[(at + 1)..]);
        }
        if (ids.Any(part => part.Contains(_tokenizer.ImageId))) throw new DataException($"{_tokenizer.Folder}: the template {Name} wrote {CheckpointTokenizer.Image} in another place than before the first question");
        var answers = Enumerable.Range(0, turns.Count).Select(i => new PromptTurn(ids[2 * i], 2 * i + 1 < ids.Count ? ids[2 * i + 1] : []));
        return new PromptRow(before, [.. answers]);
    }
}
