namespace Pivot.Runner.Data.Sources;

/// <summary>Places of rows, in blocks so that growing copies nothing.</summary>
internal sealed class RowIndex
{
    private const int BlockBits = 14;
    private readonly List<RowPlace[]> _blocks = [];

    public int Count { get; private set; }

    public RowPlace this[int row] => _blocks[row >> BlockBits][row & (1 << BlockBits) - 1];

    public void Add(RowPlace place)
    {
        if (Count >> BlockBits == _blocks.Count) _blocks.Add(new RowPlace[1 << BlockBits]);
        _blocks[Count >> BlockBits][Count & (1 << BlockBits) - 1] = place;
        Count++;
    }
}
