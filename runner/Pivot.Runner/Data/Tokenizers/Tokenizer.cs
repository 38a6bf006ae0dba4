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

    /// <summary>Texts as rows of one length.</summary>
    /// <param name="texts">B texts.</param>
    /// <param name="left">Whether short rows are padded on the left, as generation needs them; else on the right.</param>
    /// <param name="length">T: ids in a row, longer rows being cut at their end; null: the longest text's.</param>
    /// <returns>Ids [B, T], and whether each is the text's own [B, T].</returns>
    public (int[][] Ids, bool[][] Mask) Pad(IReadOnlyList<string> texts, bool left, int? length = null)
    {
        var rows = texts.Select(Encode).ToList();
        var width = length ?? rows.Select(r => r.Length).DefaultIfEmpty(0).Max();
        var (ids, mask) = (new int[rows.Count][], new bool[rows.Count][]);
        for (var row = 0; row < rows.Count; row++)
        {
            var own = rows[row].AsSpan(0, Math.Min(width, rows[row].Length));
            var at = left ? width - own.Length : 0;
            (ids[row], mask[row]) = (new int[width], new bool[width]);
            Array.Fill(ids[row], PadId);
            own.CopyTo(ids[row].AsSpan(at));
            mask[row].AsSpan(at, own.Length).Fill(true);
        }
        return (ids, mask);
    }

    /// <summary>Text of ids; special tokens are left out.</summary>
    public abstract string Decode(IEnumerable<int> ids);

    /// <summary>Writes what is needed to load it again into a folder. The same tokenizer gives the same bytes.</summary>
    public abstract void Save(string folder);
}
