using Pivot.Runner.Preflight;

namespace Pivot.Runner.Tests.Preflight;

public class NvidiaDevicesTests
{
    [Fact]
    public void Lines_are_GPUs_in_the_order_of_their_numbers()
    {
        var (devices, problem) = NvidiaDevices.Parse("NVIDIA H100 80GB HBM3, 81559, 81079\nNVIDIA T4, 15360, 100\n");
        Assert.Null(problem);
        Assert.Equal([new NvidiaDevice("NVIDIA H100 80GB HBM3", 81559L << 20, 81079L << 20), new NvidiaDevice("NVIDIA T4", 15360L << 20, 100L << 20)], devices);
    }

    [Theory]
    [InlineData("", "sees no GPU")]
    [InlineData("No devices were found", "cannot be read: No devices were found")]
    [InlineData("NVIDIA X, [N/A], 5", "cannot be read")]
    public void What_is_no_list_of_GPUs_is_a_problem(string output, string problem) => Assert.Contains(problem, NvidiaDevices.Parse(output).Problem);
}
