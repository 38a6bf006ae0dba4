using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Tests.Plans.Printing;

public class AmountsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9999")]
    [InlineData(18_624, "18.6k")]
    [InlineData(450_000, "0.45M")]
    [InlineData(99_000_000, "99M")]
    [InlineData(7_240_000_000, "7.24B")]
    public void Counts_keep_three_digits(long n, string text) => Assert.Equal(text, Amounts.Count(n));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(129_400_000, "129 MB")]
    [InlineData(40_000_000_000, "40 GB")]
    [InlineData(2.5e12, "2.5 TB")]
    public void Bytes_are_powers_of_ten(double n, string text) => Assert.Equal(text, Amounts.Bytes(n));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.01, "<0.1 s")]
    [InlineData(3.52, "3.5 s")]
    [InlineData(74.4, "74 s")]
    [InlineData(240, "4 min")]
    [InlineData(13_140, "3 h 39 min")]
    [InlineData(7_200, "2 h")]
    [InlineData(273_600, "3 d 4 h")]
    public void Durations_are_as_rough_as_a_forecast(double seconds, string text) => Assert.Equal(text, Amounts.Duration(seconds));

    [Fact]
    public void Many_have_thousands_set_off() => Assert.Equal(("1 trial", "10,000 trials"), (Amounts.Of(1, "trial"), Amounts.Of(10_000, "trial")));
}
