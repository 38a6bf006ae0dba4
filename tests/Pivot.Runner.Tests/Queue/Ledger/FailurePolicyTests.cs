using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Queue.Ledger;

public sealed class FailurePolicyTests
{
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly FailurePolicy Policy = new(TimeSpan.FromSeconds(30));
    private static readonly AttemptCounts None = new(0, 0, 0, 0, 0, null);

    [Theory]
    [InlineData(FailureClass.Diverged)]
    [InlineData(FailureClass.Spec)]
    [InlineData(FailureClass.Timeout)]
    public void What_comes_out_the_same_again_is_not_tried_again(FailureClass failure) =>
        Assert.Same(FailureDecision.Final, Policy.Decide(failure, None, 10, true, Here, true));

    [Fact]
    public void Every_class_has_a_row_and_every_class_is_bounded()
    {
        var classes = Enum.GetValues<FailureClass>();
        Assert.Equal(11, classes.Length);
        foreach (var failure in classes)
        {
            var (counts, attempts) = (None, 0);
            // The smallest micro-batch is reached sooner or later.
            while (Policy.Decide(failure, counts, 3, counts.Halvings < 4, Here, true) is { Again: true } decision)
            {
                Assert.NotNull(decision.Counts);
                Assert.NotEqual(counts, decision.Counts);
                counts = decision.Counts;
                Assert.True(++attempts < 50, $"{failure} has no bound");
            }
        }
    }

    [Fact]
    public void A_stages_own_failure_backs_off_and_ends_at_the_spec_s_retries()
    {
        var (counts, pauses) = (None, new List<double>());
        while (Policy.Decide(FailureClass.Code, counts, 5, false, Here, true) is { Again: true } decision)
        {
            pauses.Add(decision.After.TotalSeconds);
            counts = decision.Counts!;
        }
        Assert.Equal([30, 120, 480, 1800, 1800], pauses);
    }

    [Fact]
    public void Out_of_memory_is_tried_on_another_host_first_and_then_with_half_the_micro_batch()
    {
        var first = Policy.Decide(FailureClass.OutOfMemory, None, 0, true, Here, true);
        Assert.True(first is { Again: true, AvoidHost: true, BlamesHost: true, Counts.Halvings: 0 });
        var second = Policy.Decide(FailureClass.OutOfMemory, first.Counts!, 0, true, Guid.NewGuid(), true);
        Assert.True(second is { Again: true, BlamesHost: false, Counts.Halvings: 1 });
        Assert.False(Policy.Decide(FailureClass.OutOfMemory, first.Counts!, 0, false, Guid.NewGuid(), true).Again);
    }

    [Fact]
    public void Alone_a_host_is_not_blamed_for_a_stage_that_is_too_large() =>
        Assert.Same(FailureDecision.Final, Policy.Decide(FailureClass.OutOfMemory, None, 3, false, Here, false));

    [Theory]
    [InlineData(FailureClass.Killed)]
    [InlineData(FailureClass.Crashed)]
    [InlineData(FailureClass.OutOfMemory)]
    public void A_host_is_cleared_when_the_stage_ends_so_on_another_too(FailureClass failure)
    {
        var first = Policy.Decide(failure, None, 0, false, Here, true);
        Assert.True(first is { BlamesHost: true, Absolves: null });
        var second = Policy.Decide(failure, first.Counts!, 0, false, Guid.NewGuid(), true);
        Assert.True(second is { BlamesHost: false, AvoidHost: false });
        Assert.Equal(Here, second.Absolves);
        Assert.Null(Policy.Decide(failure, first.Counts!, 0, false, Here, true).Absolves);
    }

    [Fact]
    public void A_missing_mount_is_the_hosts_and_missing_data_is_not()
    {
        var first = Policy.Decide(FailureClass.Data, None, 0, false, Here, true);
        Assert.True(first is { Again: true, AvoidHost: true, BlamesHost: true });
        Assert.False(Policy.Decide(FailureClass.Data, first.Counts!, 0, false, Guid.NewGuid(), true).Again);
    }
}
