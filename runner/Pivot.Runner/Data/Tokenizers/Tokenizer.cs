using Pivot.Runner.Data.Tokenizers.Prompts;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>Text to token ids and back, the ids with a meaning of their own, and the way conversations are written.</summary>
public abstract class Tokenizer
{
    /// <summary>Number of ids, the special ones included: the largest id plus one. A model's embedding may have more rows than this, never fewer.</summary>
    public abstract int VocabSize { get; }

    /// <summary>Fills a short row; never scored, never attended to.</summary>
    public abstract int PadId { get; }

    /// <summary>Ends a text.</summary>
    public abstract int EndId { get; }

    /// <summary>Ids at which generation ends: <see cref="EndId"/> and what else the tokenizer's files name.</summary>
    public virtual IReadOnlyList<int> EndIds => [EndId];

    /// <summary>Stands for one projected patch of the image: a placeholder in a text becomes as many of these as the projector makes tokens.</summary>
    public abstract int ImageId { get; }

    /// <summary>How conversations become tokens.</summary>
    public abstract PromptFormat Prompts { get; }

    /// <summary>Ids of a text, nothing put before or after it. Special tokens written in the text are recognised where the tokenizer's original recognises them.</summary>
    public abstract int[] Encode(string text);

    /// <summary>Ids of a text that follows another one: what is left of the whole's ids after the first one's.</summary>
    /// <param name="context">What stands before, already encoded by itself.</param>
    /// <param name="text">What follows.</param>
    public virtual int[] EncodeAfter(string context, string text) => Encode(text);

    /// <summary>Text of ids; special tokens are left out.</summary>
    public abstract string Decode(IEnumerable<int> ids);

    /// <summary>Writes what is needed to load it again into a folder. The same tokenizer gives the same bytes.</summary>
    public abstract void Save(string folder);
}
