using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// How a conversation about an image becomes tokens: what is read, where the image stands, which tokens are scored, and where generation ends. Turns are
/// encoded by themselves, so that what stands before an answer has the same ids whatever the answer is: two answers to a question share their prompt, and
/// generation begins with the ids that training saw.
/// </summary>
public abstract class PromptFormat
{
    /// <summary>Its name in a spec (<c>tokenizer.template</c>).</summary>
    public abstract string Name { get; }

    /// <summary>Tokens at which generation ends.</summary>
    public abstract IReadOnlyList<int> StopIds { get; }

    /// <summary>A conversation with its answers.</summary>
    /// <param name="turns">At least one turn.</param>
    /// <param name="hasImage">Whether an image stands before the first question.</param>
    /// <exception cref="DataException">The format cannot hold such a conversation.</exception>
    public abstract PromptRow Conversation(IReadOnlyList<Turn> turns, bool hasImage = true);

    /// <summary>A question up to the place where its answer begins: what is given to generation.</summary>
    /// <inheritdoc cref="Conversation"/>
    public virtual PromptRow Question(string question, bool hasImage = true)
    {
        var row = Conversation([new Turn(question, "")], hasImage);
        return row with { Turns = [row.Turns[0] with { Answer = [] }] };
    }
}
