using System.Text.Json;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Sources.Mmpr;

/// <summary>
/// The sample of MMPR that the paper's protocol draws (arXiv 2510.16333; junha1125/llava-ov-data-processor, mpo-make_jsons.py): all annotations
/// in the order of meta.json whatever their repeat_time, of each the rows before the first of several images; shuffled by the seed; taken in
/// order until there are enough.
/// </summary>
/// <remarks>
/// The shuffle is PCG's and not Python's: the same protocol, other items than the paper's. The paper counts length with Qwen2.5's tokenizer
/// whatever model is trained, and so it is here: the tokenizer is the view's and not the model's, or arms of other models would read other items.
/// </remarks>
internal sealed class MmprRowSet : RowSet
{
    /// <summary>A row at or behind the first one of several images in its file.</summary>
    public const string BehindSeveralImages = "behind_several_images";

    private readonly Lazy<Tokenizer?> _tokenizer;
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    public MmprRowSet(MmprView view)
    {
        var protocol = view.Policy with { Unreadable = RowPolicy.Drop, TextOnly = RowPolicy.Drop, MultiImage = RowPolicy.Drop };
        View = view with { Policy = protocol };
        _tokenizer = new Lazy<Tokenizer?>(() => view.Tokenizer is { } folder ? TokenizerFile.Load(folder) : null);
        Format = new MmprFormat(view.Images, file => _roots[file], view.Longest, text => _tokenizer.Value?.Encode(text).Length ?? WordTokenizer.CountPieces(text));
    }

    /// <summary>The view, with what the protocol does whatever a spec says.</summary>
    public MmprView View { get; }

    /// <summary>How its rows are read.</summary>
    public MmprFormat Format { get; }

    /// <inheritdoc/>
    public override int? Most => View.Count;

    /// <inheritdoc/>
    public override string? WrongCount(RowReport report) => report.Kept < View.Count
        ? $"count asks for {View.Count} pairs; {report.Describe()}"
        : base.WrongCount(report);

    /// <inheritdoc/>
    public override IEnumerable<(RowPlace Place, DataException? Problem)> Rows(RowTally tally)
    {
        Note(View.File);
        if (View.Tokenizer is { } tokenizer)
            foreach (var file in TokenizerFile.Files.Select(name => Path.Combine(tokenizer, name)).Where(File.Exists)) Note(file);
        _ = _tokenizer.Value; // what is wrong with it is told at once and not of every row
        var (candidates, problems) = (new RowIndex(), new List<DataException>());
        foreach (var subset in MmprMeta.Read(View.File, View.Images))
        {
            _roots[subset.Annotation] = subset.Root;
            Collect(Open(subset.Annotation), candidates, problems, tally);
        }
        foreach (var problem in problems) yield return (default, problem);
        var order = new int[candidates.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        new SeededRandom(View.Seed).Shuffle(order.AsSpan());
        foreach (var row in order) yield return (candidates[row], null);
    }

    private static void Collect(RowFile file, RowIndex candidates, List<DataException> problems, RowTally tally)
    {
        var behind = false;
        foreach (var (place, problem) in Places(file))
        {
            try
            {
                if (problem is not null) throw problem;
                behind |= HoldsSeveralImages(file.Row(place));
            }
            catch (DataException broken)
            {
                problems.Add(broken);
                continue;
            }
            if (behind) tally.Drop(BehindSeveralImages);
            else candidates.Add(place);
        }
    }

    private static bool HoldsSeveralImages(AnnotationRow row) =>
        row.Json.TryGetProperty("image", out var image) && image.ValueKind == JsonValueKind.Array && image.GetArrayLength() > 1;
}
