using System.CommandLine;
using Pivot.Runner.Dashboard;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Dashboard;

public sealed class DashboardOptionsTests
{
    [Fact]
    public void Without_the_option_there_are_no_pages() => Assert.Null(Read());

    [Fact]
    public void The_pages_are_for_this_machine_unless_another_address_is_named()
    {
        Assert.Equal(new DashboardSettings(), Read("--dashboard"));
        var settings = Read("--dashboard", "--listen", "*:80", "--users", "u", "--tokens", "t")!;
        Assert.Equal((ListenAddress.Parse("*:80"), "u", "t"), (settings.Listen, settings.UsersFile, settings.TokensFile));
        Assert.Throws<HostException>(() => Read("--dashboard", "--listen", "here"));
    }

    private static DashboardSettings? Read(params string[] arguments)
    {
        var options = new DashboardOptions();
        var command = new Command("host");
        options.AddTo(command);
        return options.Read(command.Parse(arguments), null);
    }
}
