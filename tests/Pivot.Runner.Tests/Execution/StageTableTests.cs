using Pivot.Runner.Execution;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Execution;

public sealed class StageTableTests
{
    private readonly StageTable _table = new(Plan(Node("see"), Node("post", "see")), new Dictionary<string, CompletedStage>());
    private readonly string _see = Key("see");

    [Fact]
    public void A_result_under_an_old_epoch_is_refused()
    {
        _table.TakeReady(2);
        var old = _table.Claim(_see)!.Value;
        Assert.True(_table.Release(_see, old));
        _table.TakeReady(2);
        var present = _table.Claim(_see)!.Value;

        Assert.Null(_table.Finish(_see, old, Done()));
        Assert.False(_table.Release(_see, old));
        Assert.Equal(StageState.Running, _table[_see].State);
        Assert.NotNull(_table.Finish(_see, present, Done()));
        Assert.Equal(StageState.Done, _table[_see].State);
        Assert.Null(_table.Finish(_see, present, Done() with { State = StageState.Failed }));
        Assert.Equal(StageState.Done, _table[_see].State);
    }

    [Fact]
    public void Only_what_was_handed_out_can_be_claimed()
    {
        Assert.Null(_table.Claim(_see));
        Assert.Equal(["see"], _table.TakeReady(2).Select(n => n.Stage));
        Assert.Empty(_table.TakeReady(2));
        Assert.Null(_table.Claim(Key("post")));
        Assert.Null(_table.Claim(Key("unknown")));
        Assert.Equal(1, _table.Claim(_see));
        Assert.Null(_table.Claim(_see));
    }

    [Fact]
    public void Stopped_nothing_more_is_handed_out_and_what_was_cannot_be_claimed()
    {
        _table.TakeReady(1);
        Assert.False(_table.IsOver);
        _table.Stop();
        Assert.Null(_table.Claim(_see));
        Assert.Empty(_table.TakeReady(2));
        Assert.True(_table.IsOver);
    }

    private StageRecord Done() => _table[_see] with { State = StageState.Done };
}
