using Pivot.Runner.Training;

namespace Pivot.Runner.Tests.Training;

public class HeldOutRowsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(19, 0)]
    [InlineData(40, 2)]
    [InlineData(4000, 128)]
    public void A_twentieth_is_held_out_at_most_128_and_every_row_is_on_one_side(int count, int held)
    {
        var rows = HeldOutRows.Split(count);
        Assert.Equal(held, rows.HeldOut.Count);
        Assert.Equal(Enumerable.Range(0, count), rows.Train.Concat(rows.HeldOut).Order());
    }
}
