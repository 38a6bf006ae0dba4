using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Tests.Reports;

namespace Pivot.Runner.Tests.Evaluation.Statistics;

public class PairedBootstrapTests
{
    [Fact]
    public void Stored_draws_give_the_stored_interval()
    {
        var file = File.ReadAllBytes(Goldens.PathOf("metrics/golden.safetensors"));
        var headLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        var head = JsonNode.Parse(file.AsSpan(8, headLength))!;
        ReadOnlySpan<byte> Bytes(string name)
        {
            var at = head[name]!["data_offsets"]!.AsArray().Select(o => o!.GetValue<int>()).ToArray();
            return file.AsSpan(8 + headLength + at[0], at[1] - at[0]);
        }

        double[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Bytes(name)).ToArray().Select(f => (double)f).ToArray();
        var (a, b, expected, draws) = (Floats("boot.a"), Floats("boot.b"), Floats("boot.ci95"), Bytes("boot.index").ToArray());
        Assert.Equal(80, a.Length);
        Assert.Equal(1000 * 80, draws.Length);

        var interval = PairedBootstrap.OfMeanDifference(a, b, 1000, 0.95, (resample, i) => draws[resample * 80 + i]);

        Assert.Equal(expected[0], interval.Low, 6);
        Assert.Equal(expected[1], interval.High, 6);
    }

    [Fact]
    public void A_constant_difference_has_an_interval_of_width_zero()
    {
        var interval = PairedBootstrap.OfMeanDifference([0, 1, 0.5], [0.25, 1.25, 0.75]);
        Assert.Equal(0.25, interval.Low, 12);
        Assert.Equal(0.25, interval.High, 12);
    }

    [Fact]
    public void The_interval_comes_near_the_normal_one_on_many_items()
    {
        // Differences 0 and 1 in equal number: mean 0.5, standard error 0.5 / sqrt(400) = 0.025, 1.96 times that = 0.049.
        var zeros = new double[400];
        var interval = PairedBootstrap.OfMeanDifference(zeros, zeros.Select((_, i) => (double)(i % 2)).ToArray(), seed: 3);
        Assert.Equal(0.451, interval.Low, 0.006);
        Assert.Equal(0.549, interval.High, 0.006);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        double[] a = [0, 1, 1, 0, 1], b = [1, 1, 0.3, 0.2, 0.9];
        Assert.Equal(PairedBootstrap.OfMeanDifference(a, b, seed: 5), PairedBootstrap.OfMeanDifference(a, b, seed: 5));
        Assert.NotEqual(PairedBootstrap.OfMeanDifference(a, b, seed: 5, resamples: 20), PairedBootstrap.OfMeanDifference(a, b, seed: 6, resamples: 20));
    }

    [Fact]
    public void Sides_of_different_length_are_an_error() =>
        Assert.Contains("2 on one side and 1", Assert.Throws<ArgumentException>(() => PairedBootstrap.OfMeanDifference([1, 2], [1])).Message);
}
