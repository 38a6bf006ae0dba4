namespace Pivot.Runner.Data.Tokenizers;

/// <summary>Text to token ids and back. The special tokens are fixed: pad 0, end 1, image 2, unknown 3, user 4, assistant 5.</summary>
public abstract class Tokenizer
{
    /// <summary>Fills a short row; never scored, never attended to.</summary>
    public const int Pad = 0;

    /// <summary>Ends an answer.</summary>
    public const int End = 1;

    /// <summary>Stands for one projected patch of the image.</summary>
    public const int Image = 2;

    /// <summary>A word the tokenizer does not know.</summary>
    public const int Unknown = 3;

    /// <summary>Opens a question.</summary>
    public const int User = 4;

    /// <summary>Opens an answer.</summary>
    public const int Assistant = 5;

    /// <summary>Number of special tokens; the first ordinary token has this id.</summary>
    public const int SpecialCount = 6;

    /// <summary>Number of ids, the special ones included.</summary>
    public abstract int VocabSize { get; }

    /// <summary>Ids of a text, without special tokens.</summary>
    public abstract int[] Encode(string text);

    /// <summary>Text of ids; special tokens are left out.</summary>
    public abstract string Decode(IEnumerable<int> ids);

    /// <summary>Writes what is needed to load it again into a folder, as <c>tokenizer.json</c>. The same tokenizer gives the same bytes.</summary>
    public abstract void Save(string folder);
}
