namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The decoders of <c>tokenizer.json</c>: byte-level, and the sequences with which SentencePiece's tokenizers are written.</summary>
internal static class DecoderCatalog
{
    /// <summary>The decoder that a file names.</summary>
    /// <exception cref="DataException">It is another one.</exception>
    public static IDecoder Read(JsonPart? decoder, bool isByteLevel)
    {
        if (isByteLevel) return new ByteLevelDecoder();
        if (decoder is not { } whole) return new PieceDecoder(dropsFirstSpace: false);
        var flat = new List<JsonPart>();
        NormalizerCatalog.Flatten(whole, flat);
        var drops = false;
        foreach (var part in flat)
        {
            switch (part.Get("type").Text())
            {
                case "ByteFallback" or "Fuse":
                    break;
                case "Replace" when part.Get("pattern").TextOf("String") == TextSteps.Space.ToString() && part.Get("content").Text() == " ":
                    break;
                case "Strip" when part.TextOf("content") == " " && part.Get("start").Whole() is 0 or 1 && part.Get("stop").Whole() == 0:
                    drops |= part.Get("start").Whole() == 1;
                    break;
                case "Metaspace":
                    drops |= PreTokenizerCatalog.Scheme(part) != PrefixScheme.Never;
                    break;
                case var other:
                    throw new DataException($"{part.Where}: {other}, as it is written here, is not known; known are ByteLevel, Metaspace and Replace, ByteFallback, Fuse, Strip as Llama's files have them");
            }
        }
        return new PieceDecoder(drops);
    }
}
