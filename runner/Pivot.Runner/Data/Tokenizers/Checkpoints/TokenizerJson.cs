namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// Reads <c>tokenizer.json</c>, the format of the Rust library <see href="https://github.com/huggingface/tokenizers">tokenizers</see>, as far as
/// language models use it: byte-level BPE, BPE with byte fallback, and unigram. What is not known is refused by name.
/// </summary>
internal static class TokenizerJson
{
    /// <summary>The parts out of a file.</summary>
    /// <exception cref="DataException">The file is broken, or says something not known here.</exception>
    public static TokenizerParts Read(JsonPart root)
    {
        var added = root.Find("added_tokens")?.Items().Select(item => AddedToken.Read(item)).ToList() ?? [];
        var (whole, steps) = NormalizerCatalog.Read(root.Find("normalizer"));
        var words = PreTokenizerCatalog.Read(root.Find("pre_tokenizer"));
        var rules = new TextRules(whole, [.. steps, .. words.Steps], words.Splitters);
        var model = Model(root.Get("model"), words.IsByteLevel);
        return new TokenizerParts(rules, model, DecoderCatalog.Read(root.Find("decoder"), words.IsByteLevel), added, Around(root.Find("post_processor")));
    }

    // Other post-processors than this one (ByteLevel) change offsets alone.
    private static (IReadOnlyList<string> Before, IReadOnlyList<string> Behind) Around(JsonPart? postProcessor)
    {
        var (before, behind) = (new List<string>(), new List<string>());
        if (postProcessor is not { } whole) return (before, behind);
        var flat = new List<JsonPart>();
        NormalizerCatalog.Flatten(whole, flat);
        foreach (var part in flat)
        {
            switch (part.Get("type").Text())
            {
                case "ByteLevel":
                    break;
                case "TemplateProcessing":
                    var into = before;
                    foreach (var item in part.Get("single").Items())
                    {
                        if (item.Find("SpecialToken") is { } token) into.Add(token.Get("id").Text());
                        else into = behind;
                    }
                    break;
                case var other:
                    throw new DataException($"{part.Where}: type \"{other}\" is not known here; known are ByteLevel, TemplateProcessing, Sequence");
            }
        }
        return (before, behind);
    }

    private static PieceModel Model(JsonPart model, bool isByteLevel)
    {
        // Older files name no type: those with merges are BPE.
        var type = model.TextOf("type") ?? (model.Find("merges") is null ? "" : "BPE");
        return type switch
        {
            "BPE" => Bpe(model, isByteLevel),
            "Unigram" => Unigram(model),
            _ => throw new DataException($"{model.Where}: type \"{type}\"; known are BPE and Unigram"),
        };
    }

    private static PieceModel Bpe(JsonPart model, bool isByteLevel)
    {
        foreach (var name in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
            if (model.TextOf(name) is { Length: > 0 } affix) throw new DataException($"{model.Where}: {name} \"{affix}\" is not known here; byte-level and SentencePiece tokenizers have none");
        if (model.Find("dropout") is { } dropout && dropout.Number() != 0) throw dropout.Wrong("null or 0: a tokenizer that draws lots gives no rows twice");
        var vocabulary = new Vocabulary(model.Where + ": vocab", model.Get("vocab").Members().Select(m => (m.Name, m.Value.Whole())));
        var merges = Merges.Read(model.Get("merges"));
        var takesWholeWords = model.Flag("ignore_merges", false);
        return isByteLevel
            ? new ByteLevelModel(model.Where, vocabulary, merges, takesWholeWords)
            : new MergedPieceModel(model.Where, vocabulary, merges, model.Flag("byte_fallback", false), model.TextOf("unk_token"), model.Flag("fuse_unk", false), takesWholeWords);
    }

    private static UnigramModel Unigram(JsonPart model)
    {
        var pieces = new List<(string Piece, double Score)>();
        foreach (var item in model.Get("vocab").Items())
        {
            if (item.Items().Take(3).ToList() is not [var piece, var score]) throw item.Wrong("a piece and its score");
            pieces.Add((piece.Text(), score.Number()));
        }
        var vocabulary = new Vocabulary(model.Where + ": vocab", pieces.Select((p, i) => (p.Piece, i)));
        var unknown = model.Get("unk_id").Whole();
        var fallsBack = model.Flag("byte_fallback", false);
        var usable = pieces.Where((p, i) => i != unknown && p.Piece.Length > 0 && !(fallsBack && ByteFallback.Byte(p.Piece) is not null));
        return new UnigramModel(new ScoredPieces(model.Where, vocabulary, usable, [], fallsBack, unknown));
    }
}
