using System.Runtime.InteropServices;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Execution;

public sealed class MicroBatchTests
{
    public static TheoryData<Exception, bool> Errors { get; } = new()
    {
        { new OutOfMemoryException(), true },
        { new ExternalException("CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 139.72 GiB\nException raised from malloc"), true },
        { new ExternalException("CUDA error: out of memory"), true },
        { new ExternalException("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8000000000000 bytes. Error code 12"), true },
        { new ExternalException("[enforce fail at alloc_cpu.cpp:90] data. DefaultCPUAllocator: not enough memory: you tried to allocate 800 bytes."), true },
        { new AggregateException(new InvalidOperationException("the producer died", new OutOfMemoryException())), true },
        { new ExternalException("CUDA error: an illegal memory access was encountered"), false },
        { new IOException("out of memory"), false },
        { new InvalidOperationException("the index is off"), false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_lack_of_memory_is_known_by_its_type_or_by_libtorchs_words(Exception error, bool lacksMemory) => Assert.Equal(lacksMemory, MicroBatch.IsOutOfMemory(error));

    [Fact]
    public void A_real_lack_of_memory_is_known() =>
        Assert.True(MicroBatch.IsOutOfMemory(Assert.ThrowsAny<Exception>(() => TorchSharp.torch.zeros(1L << 52))));

    [Theory]
    [InlineData(32, 1, 0, 1)]
    [InlineData(32, 1, 1, 2)]
    [InlineData(32, 4, 3, 32)]
    [InlineData(12, 2, 1, 4)]
    [InlineData(32, 1, 6, null)] // less than a row
    [InlineData(12, 4, 1, null)] // 1.5 rows
    [InlineData(7, 1, 1, null)]
    [InlineData(32, 1, 40, null)]
    public void It_is_halved_as_long_as_it_holds_whole_rows(int batchSize, int accumulate, int times, int? expected)
    {
        var node = Node(new SftSpec { Data = "d", BatchSize = batchSize, Accumulate = accumulate });
        var halved = MicroBatch.Halved(node, times);
        Assert.Equal(expected, (halved?.Spec as SftSpec)?.Accumulate);
        if (times == 1) Assert.Equal(expected, (MicroBatch.Halved(node)?.Spec as SftSpec)?.Accumulate);
        if (halved is not null) Assert.Equal((node.Key, batchSize), (halved.Key, ((SftSpec)halved.Spec).BatchSize));
    }

    public static TheoryData<StageSpec, bool> Kinds { get; } = new()
    {
        { new SftSpec { Data = "d" }, true },
        { new SftSpec { Data = "d", Lora = new LoraSpec() }, true },
        { new SftSpec { Data = "d", Lora = new LoraSpec { Dropout = 0.1 } }, false },
        { new DpoSpec { Data = "d" }, true },
        { new DpoSpec { Data = "d", Loss = "hinge" }, true },
        { new DpoSpec { Data = "d", Loss = "mpo" }, false },
        { new DpoSpec { Data = "d", Loss = "bco_pair" }, false },
        { new ContrastiveSpec { Data = "d" }, false },
        { new BenchmarkSpec { Data = "d" }, false },
        { new SegmentationProbeSpec { Data = "d" }, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_what_is_a_sum_over_rows_is_halved(StageSpec spec, bool may) => Assert.Equal(may, MicroBatch.Halved(Node(spec)) is not null);

    [Fact]
    public void Every_loss_of_preferences_that_remembers_is_refused()
    {
        foreach (var loss in Pivot.Runner.Training.Objectives.Preferences.PreferenceLosses.Names)
        {
            var remembers = Pivot.Runner.Training.Objectives.Preferences.PreferenceLosses.Build(loss, 0.1, 0.1).Shift is not null;
            Assert.Equal(!remembers, MicroBatch.Halved(Node(new DpoSpec { Data = "d", Loss = loss })) is not null);
        }
    }

    [Fact]
    public void A_negative_number_of_times_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MicroBatch.Halved(Node(new SftSpec { Data = "d" }), -1));

    private static PlanNode Node(StageSpec spec) => TestPlans.Node("see") with { Spec = spec };
}
