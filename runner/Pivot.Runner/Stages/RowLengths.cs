using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Stages;

/// <summary>How long every row is, and which rows are left once those that are too long are handled as declared: two numbers a row at most.</summary>
public sealed class RowLengths
{
    private readonly int[] _lengths;
    private readonly int[]? _sources;
    private readonly int _longest;
    private readonly int _cut;
    private readonly int _dropped;

    private RowLengths(int[] lengths, int[]? sources, int longest, int cut, int dropped) =>
        (_lengths, _sources, _longest, _cut, _dropped) = (lengths, sources, longest, cut, dropped);

    /// <summary>Rows that are left.</summary>
    public int Count => _lengths.Length;

    /// <summary>Length of a row in tokens, after cutting.</summary>
    public int this[int row] => _lengths[row];

    /// <summary>Goes through the rows once.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="longest">Most tokens of a row.</param>
    /// <param name="tooLong">What is done with longer ones (<see cref="RowPolicy.TooLong"/>).</param>
    /// <exception cref="StageException">A row is too long and that is an error.</exception>
    public static RowLengths Of(IReadOnlyList<(string Id, ImageReference Image, TokenTree Tree)> rows, int longest, string tooLong)
    {
        var lengths = new int[rows.Count];
        var (over, firstId, firstLength, cut, kept) = (0, "", 0, 0, 0);
        var sources = tooLong == RowPolicy.Error ? null : new int[rows.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            var (id, _, tree) = rows[i];
            var length = tree.Length;
            if (length > longest && over++ == 0) (firstId, firstLength) = (id, length);
            if (length > longest && tooLong == RowPolicy.Drop) continue;
            if (length > longest && tooLong == RowPolicy.Truncate)
            {
                if (tree.CutTo(longest) is not { } shorter) continue;
                (length, cut) = (shorter.Length, cut + 1);
            }
            if (sources is not null) sources[kept] = i;
            lengths[kept++] = length;
        }
        if (over > 0 && tooLong == RowPolicy.Error)
        {
            throw new StageException(
                $"{over} rows are longer than the language model's max_length of {longest} tokens, the first is `{firstId}` " +
                $"with {firstLength}; raise language_model.max_length, shorten the rows, or write too_long: drop or truncate at their data source");
        }
        return over == 0 ? new RowLengths(lengths, null, longest, 0, 0) : new RowLengths(lengths[..kept], sources![..kept], longest, cut, rows.Count - kept);
    }

    /// <summary>Number of a row among all rows.</summary>
    public int Source(int row) => _sources is null ? row : _sources[row];

    /// <summary>Numbers of rows among all rows.</summary>
    public int[] Source(int[] rows) => _sources is null ? rows : [.. rows.Select(r => _sources[r])];

    /// <summary>A row's tree as it goes into a batch.</summary>
    public TokenTree Fit(TokenTree tree) => tree.CutTo(_longest)!;

    /// <summary>What became of the rows in all, given what became of them before they were tokens.</summary>
    public RowReport Report(RowReport read)
    {
        if (_cut + _dropped == 0) return read;
        var dropped = new SortedDictionary<string, int>(read.Dropped.ToDictionary(), StringComparer.Ordinal);
        if (_dropped > 0) dropped[RowReasons.TooLong] = _dropped;
        return read with { Kept = read.Kept - _dropped, Cut = _cut, Dropped = dropped };
    }
}
