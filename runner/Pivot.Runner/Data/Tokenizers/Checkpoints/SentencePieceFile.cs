using System.Text;
using System.Text.Unicode;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// Reads <c>tokenizer.model</c>, SentencePiece's protobuf (<see href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">its
/// fields</see>): BPE and unigram models with the identity normaliser, as Llama's are.
/// </summary>
internal static class SentencePieceFile
{
    private const int NormalType = 1, UnknownType = 2, ControlType = 3, UserDefinedType = 4, UnusedType = 5, ByteType = 6;

    private sealed class Content
    {
        public List<(string Text, float Score, int Type)> Pieces { get; } = [];
        public ulong ModelType { get; set; } = 1;
        public bool FallsBack { get; set; }
        public bool SpaceIsSuffix { get; set; }
        public string Normalizer { get; set; } = "";
        public bool HasRules { get; set; }
        public bool AddsSpace { get; set; } = true;
        public bool Collapses { get; set; } = true;
        public bool EscapesSpace { get; set; } = true;
    }

    /// <summary>The parts out of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scheme">Before which stretches the space goes, if the model puts one: SentencePiece itself sees one stretch only.</param>
    /// <exception cref="DataException">The file is broken, or says something not known here.</exception>
    public static TokenizerParts Read(string path, PrefixScheme scheme)
    {
        var content = ReadContent(path);
        if (content.SpaceIsSuffix || !content.EscapesSpace) throw new DataException($"{path}: spaces as suffixes, or not escaped, are not known here");
        if (content.HasRules || content.Normalizer is not ("" or "identity"))
            throw new DataException($"{path}: the normaliser \"{content.Normalizer}\" is not known here, only identity (Llama's); use the folder's tokenizer.json if it has one");
        var vocabulary = new Vocabulary(path, content.Pieces.Select((p, i) => (p.Text, i)));
        var unknown = content.Pieces.FindIndex(p => p.Type == UnknownType);
        if (unknown < 0 || content.Pieces.FindLastIndex(p => p.Type == UnknownType) != unknown) throw new DataException($"{path}: not one unknown piece, but {content.Pieces.Count(p => p.Type == UnknownType)}");
        if (content.Pieces.Any(p => p.Type == UnusedType)) throw new DataException($"{path}: pieces of type UNUSED are not known here");
        var scored = new ScoredPieces(path, vocabulary, content.Pieces.Where(p => p.Type == NormalType).Select(p => (p.Text, (double)p.Score)),
            content.Pieces.Where(p => p.Type == UserDefinedType).Select(p => p.Text), content.FallsBack, unknown);
        PieceModel model = content.ModelType switch
        {
            1 => new UnigramModel(scored),
            2 => new ScoredPieceModel(scored),
            var other => throw new DataException($"{path}: model type {other}; known are 1 (unigram) and 2 (BPE)"),
        };
        var steps = new List<TextStep>();
        if (content.Collapses) steps.Add(TextSteps.Collapse);
        steps.Add(TextSteps.Replace(" ", TextSteps.Space.ToString()));
        if (content.AddsSpace) steps.Add(TextSteps.Prepend(TextSteps.Space.ToString(), scheme, unlessThere: false));
        var added = content.Pieces.Index().Where(p => p.Item.Type is UnknownType or ControlType && p.Item.Text.Length > 0)
            .Select(p => new AddedToken(p.Item.Text, p.Index, IsSpecial: true));
        return new TokenizerParts(new TextRules([], steps, []), model, new PieceDecoder(content.AddsSpace), [.. added], ([], []));
    }

    private static Content ReadContent(string path)
    {
        var content = new Content();
        var file = new ProtobufReader(path, TokenizerFileReader.Bytes(path));
        while (file.Next())
        {
            switch (file.Field)
            {
                case 1:
                    content.Pieces.Add(Piece(path, file.Bytes, content.Pieces.Count));
                    if (content.Pieces.Count > TokenizerLimits.Ids) throw new DataException($"{path}: more than {TokenizerLimits.Ids} pieces");
                    break;
                case 2:
                    Trainer(new ProtobufReader(path, file.Bytes), content);
                    break;
                case 3:
                    Normalizer(path, file.Bytes, content);
                    break;
            }
        }
        return content;
    }

    private static (string, float, int) Piece(string path, ReadOnlySpan<byte> message, int number)
    {
        var fields = new ProtobufReader(path, message);
        var (text, score, type) = ("", 0f, NormalType);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    text = Text(path, fields.Bytes);
                    break;
                case 2:
                    score = fields.Float;
                    if (!float.IsFinite(score)) throw new DataException($"{path}: piece {number} has the score {score}");
                    break;
                case 3:
                    type = fields.Number is >= NormalType and <= ByteType ? (int)fields.Number : throw new DataException($"{path}: piece {number} is of type {fields.Number}; there are 1 to 6");
                    break;
            }
        }
        return (text, score, type);
    }

    private static void Trainer(ProtobufReader fields, Content content)
    {
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 3:
                    content.ModelType = fields.Number;
                    break;
                case 24:
                    content.SpaceIsSuffix = fields.Number != 0;
                    break;
                case 35:
                    content.FallsBack = fields.Number != 0;
                    break;
            }
        }
    }

    private static void Normalizer(string path, ReadOnlySpan<byte> message, Content content)
    {
        var fields = new ProtobufReader(path, message);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    content.Normalizer = Text(path, fields.Bytes);
                    break;
                case 2:
                    content.HasRules = fields.Bytes.Length > 0;
                    break;
                case 3:
                    content.AddsSpace = fields.Number != 0;
                    break;
                case 4:
                    content.Collapses = fields.Number != 0;
                    break;
                case 5:
                    content.EscapesSpace = fields.Number != 0;
                    break;
            }
        }
    }

    private static string Text(string path, ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new DataException($"{path}: not a SentencePiece model: a text that is not UTF-8");
}
