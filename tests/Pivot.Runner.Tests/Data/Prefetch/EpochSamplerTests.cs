using Pivot.Runner.Data.Prefetch;

namespace Pivot.Runner.Tests.Data.Prefetch;

public class EpochSamplerTests
{
    [Fact]
    public void Every_epoch_holds_each_item_once_though_batches_run_across_its_end()
    {
        var sampler = new EpochSampler(count: 10, batchSize: 4, seed: 1);
        var items = Enumerable.Range(0, 15).SelectMany(step => sampler.Batch(step)).ToArray(); // 60 items: six epochs
        var epochs = items.Chunk(10).ToArray();
        Assert.Equal(6, epochs.Length);
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 10), epoch.Order()));
        Assert.True(epochs.Select(e => string.Join(' ', e)).Distinct().Count() > 4);
    }

    [Fact]
    public void A_batch_is_a_function_of_the_step_alone()
    {
        var forward = new EpochSampler(7, 3, seed: 9);
        var batches = Enumerable.Range(0, 30).Select(step => forward.Batch(step)).ToArray();
        var resumed = new EpochSampler(7, 3, seed: 9);
        foreach (var step in new[] { 29, 0, 17, 4, 17 }) Assert.Equal(batches[step], resumed.Batch(step));
        Assert.NotEqual(batches[0], new EpochSampler(7, 3, seed: 10).Batch(0));
    }

    [Fact]
    public void A_batch_may_be_larger_than_the_set()
    {
        var batch = new EpochSampler(2, 5, seed: 0).Batch(0);
        Assert.Equal([0, 1], batch[..2].Order());
        Assert.Equal([0, 1], batch[2..4].Order());
    }

    [Fact]
    public void Epochs_are_counted_in_items() => Assert.Equal(1.5, new EpochSampler(8, 4, 0).EpochsBefore(3));

    [Fact]
    public void Nothing_can_be_drawn_from_an_empty_set() => Assert.Throws<ArgumentOutOfRangeException>(() => new EpochSampler(0, 1, 0));
}
