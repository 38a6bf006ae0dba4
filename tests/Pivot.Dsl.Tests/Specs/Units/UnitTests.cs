using CsCheck;
using Pivot.Dsl.Specs.Units;

namespace Pivot.Dsl.Tests.Specs.Units;

public class UnitTests
{
    [Theory]
    [InlineData("40GB", 40_000_000_000)]
    [InlineData("40 GB", 40_000_000_000)]
    [InlineData("40GiB", 42_949_672_960)]
    [InlineData("1.5TB", 1_500_000_000_000)]
    [InlineData("512MiB", 536_870_912)]
    [InlineData("2KB", 2_000)]
    [InlineData(" 0GB ", 0)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryRead(text, out long found, out var hint));
        Assert.Equal((bytes, null), (found, hint));
    }

    [Theory]
    [InlineData("40", "write 40GB (10^9 bytes each) or 40GiB (2^30)")]
    [InlineData("40 gigs", "write 40GB")]
    [InlineData("40gb", "write 40GB; a small b is a bit")]
    [InlineData("40Gb", "write 40GB; a small b is a bit")]
    [InlineData("40gib", "write 40GiB")]
    [InlineData("1.5 terabytes", "write 1.5TB")]
    [InlineData("40G", "write 40GB")]
    [InlineData("much", "as in 40GB (10^9 bytes each) or 40GiB (2^30); units: KB, MB, GB, TB, KiB, MiB, GiB, TiB")]
    [InlineData("-4GB", "as in 40GB (10^9 bytes each) or 40GiB (2^30); units: KB, MB, GB, TB, KiB, MiB, GiB, TiB")]
    [InlineData("9999999999TB", "no machine has as much")]
    public void What_is_no_size_is_told_what_to_write(string text, string hint)
    {
        Assert.False(ByteSize.TryRead(text, out long bytes, out var found));
        Assert.Equal((0, hint), (bytes, found));
    }

    [Fact]
    public void Any_size_is_written_as_it_is_read() => Gen.Long[0, 1L << 50].Sample(bytes => ByteSize.TryRead(ByteSize.Write(bytes), out long again, out _) && again == bytes);

    [Theory]
    [InlineData("8h", 28_800)]
    [InlineData("90m", 5_400)]
    [InlineData("30s", 30)]
    [InlineData("1h30m", 5_400)]
    [InlineData("2d", 172_800)]
    [InlineData("1d 2h 3m 4s", 93_784)]
    [InlineData("1.5 h", 5_400)]
    public void Lengths_of_time_are_read(string text, int seconds)
    {
        Assert.True(TimeSpanText.TryRead(text, out var time, out var hint));
        Assert.Equal((TimeSpan.FromSeconds(seconds), null), (time, hint));
    }

    [Theory]
    [InlineData("8", "write 8h, 8m or 8s")]
    [InlineData("8:00", "write 8h")]
    [InlineData("8:30", "write 8h30m")]
    [InlineData("8 hours", "write 8h")]
    [InlineData("90 min", "write 90m")]
    [InlineData("8H", "write 8h")]
    [InlineData("2 months", "as in 8h, 90m, 30s, 2d or 1h30m")]
    [InlineData("30m1h", "as in 8h, 90m, 30s, 2d or 1h30m")]
    [InlineData("1h1h", "as in 8h, 90m, 30s, 2d or 1h30m")]
    [InlineData("", "as in 8h, 90m, 30s, 2d or 1h30m")]
    [InlineData("soon", "as in 8h, 90m, 30s, 2d or 1h30m")]
    public void What_is_no_length_of_time_is_told_what_to_write(string text, string hint)
    {
        Assert.False(TimeSpanText.TryRead(text, out var time, out var found));
        Assert.Equal((TimeSpan.Zero, hint), (time, found));
    }

    [Fact]
    public void Any_length_of_time_is_written_as_it_is_read() =>
        Gen.Int[0, 10_000_000].Sample(s => TimeSpanText.TryRead(TimeSpanText.Write(TimeSpan.FromSeconds(s)), out var again, out _) && again.TotalSeconds == s);

    [Theory]
    [InlineData("40 gpu-hours", 40)]
    [InlineData("1.5gpu-hours", 1.5)]
    [InlineData("1 gpu-hour", 1)]
    public void Budgets_are_read(string text, double hours)
    {
        Assert.True(GpuHours.TryRead(text, out double found, out _));
        Assert.Equal(hours, found);
    }

    [Theory]
    [InlineData("40", "write 40 gpu-hours")]
    [InlineData("40h", "write 40 gpu-hours")]
    [InlineData("2 gpu-days", "write 48 gpu-hours")]
    [InlineData("90 minutes", "write 1.5 gpu-hours")]
    [InlineData("a lot", "as in 40 gpu-hours")]
    public void What_is_no_budget_is_told_what_to_write(string text, string hint)
    {
        Assert.False(GpuHours.TryRead(text, out _, out var found));
        Assert.Equal(hint, found);
    }

    [Theory]
    [InlineData("22:00-07:00", "23:30", true)]
    [InlineData("22:00-07:00", "06:59", true)]
    [InlineData("22:00-07:00", "07:00", false)]
    [InlineData("09:00 - 17:00", "16:59", true)]
    [InlineData("09:00 - 17:00", "08:59", false)]
    public void A_window_may_go_over_midnight(string text, string time, bool inside) =>
        Assert.Equal(inside, DailyWindow.Parse(text).Contains(TimeOnly.Parse(time)));

    [Theory]
    [InlineData("22:00", 0, 5)]
    [InlineData("9:00-17:00", 0, 4)]
    [InlineData("09:00-5pm", 6, 3)]
    [InlineData("09:00-24:00", 6, 5)]
    [InlineData("09:00-", 6, 1)]
    [InlineData("09:00-09:00", 0, 11)]
    public void A_window_that_is_none_says_which_part_of_it(string text, int start, int length)
    {
        Assert.False(DailyWindow.TryRead(text, out _, out var problem));
        Assert.Equal((start, length), (problem!.Start, problem.Length));
        Assert.Throws<FormatException>(() => DailyWindow.Parse(text));
    }

    [Theory]
    [InlineData("0 22 * * 1-5")]
    [InlineData("*/15 0-6,22-23 1,15 JAN-JUN MON")]
    [InlineData(" 0  0  L * * ")]
    [InlineData("0 0 29 2 *")]
    public void Cron_expressions_of_five_fields_are_accepted(string text) => Assert.Null(CronText.Check(text));

    [Theory]
    [InlineData("60 0 * * *", 0, 2)]
    [InlineData("0 24 * * *", 2, 2)]
    [InlineData("0 0 32 * *", 4, 2)]
    [InlineData("0 0 1 13 *", 6, 2)]
    [InlineData("0 0 * * MONDAY", 8, 6)]
    [InlineData("0 0 * *", 0, 7)]
    [InlineData("@daily", 0, 6)]
    [InlineData("0 0 31 4 *", 0, 10)]
    [InlineData("", 0, 0)]
    public void A_cron_expression_that_is_none_says_which_field(string text, int start, int length)
    {
        var problem = CronText.Check(text)!;
        Assert.Equal((start, length), (problem.Start, problem.Length));
    }

    [Theory]
    [InlineData("UTC", null)]
    [InlineData("Asia/Seoul", null)]
    [InlineData("Asia/Seul", "did you mean 'Asia/Seoul'?")]
    [InlineData("seoul", "did you mean 'Asia/Seoul'?")]
    [InlineData("New York", "did you mean 'America/New_York'?")]
    public void Time_zones_are_known_by_name(string name, string? hint) => Assert.Equal(hint, TimeZoneText.Check(name)?.Hint);
}
