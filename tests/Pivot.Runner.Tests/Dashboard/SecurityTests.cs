using Microsoft.Extensions.Time.Testing;
using Pivot.Runner.Dashboard;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Dashboard;

public sealed class SecurityTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_password_is_known_by_its_hash()
    {
        var hash = PasswordHash.Create("grüße, world");
        Assert.True(PasswordHash.Verify("grüße, world", hash));
        Assert.False(PasswordHash.Verify("grüsse, world", hash));
        Assert.NotEqual(hash, PasswordHash.Create("grüße, world"));
        foreach (var wrong in new[] { "", "grüße, world", "pbkdf2-sha256$600000$$", hash[..^1], hash.Replace("600000", "1"), hash + "AAAA" }) Assert.False(PasswordHash.Verify("grüße, world", wrong));
    }

    [Theory]
    [InlineData("ada", "is not NAME:ROLE:HASH")]
    [InlineData("ada:operate:plain-password", "hash of ada's password is none")]
    [InlineData("ada lovelace:operate:x", "is not NAME:ROLE:HASH")]
    public void A_line_that_names_no_user_is_told_without_its_text(string line, string told)
    {
        File.WriteAllLines(_file, ["# users", line]);
        var message = Assert.Throws<HostException>(() => new Accounts(_file, null)).Message;
        Assert.Contains(told, message);
        Assert.Contains($"{_file}:2", message);
        Assert.DoesNotContain("plain-password", message);
    }

    [Theory]
    [InlineData("operate:short", "at least 16 characters")]
    [InlineData("0123456789abcdef", "is not ROLE:TOKEN")]
    [InlineData("admin:0123456789abcdef", "'admin' is no role")]
    public void A_line_that_is_no_token_is_told(string line, string told)
    {
        File.WriteAllLines(_file, [line]);
        Assert.Contains(told, Assert.Throws<HostException>(() => new Accounts(null, _file)).Message);
    }

    [Fact]
    public void Users_and_tokens_have_roles()
    {
        File.WriteAllLines(_file, ["", "view:0123456789abcdef:with:colons"]);
        var accounts = new Accounts(null, _file);
        Assert.Equal(Role.View, accounts.Role("0123456789abcdef:with:colons"));
        Assert.Null(accounts.Role("0123456789abcdef"));
        Assert.Null(accounts.Role("ada", "x"));
        Assert.False(accounts.Empty);
        Assert.True(new Accounts(null, null).Empty);
    }

    [Fact]
    public void Tries_are_counted_for_a_minute()
    {
        var time = new FakeTimeProvider();
        var limit = new LoginLimit(time);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(limit.Allows("1.2.3.4", "ada"));
            limit.Failed("1.2.3.4", "ada");
        }
        Assert.False(limit.Allows("1.2.3.4", "ada"));
        Assert.True(limit.Allows("1.2.3.4", "bob"));
        Assert.True(limit.Allows("5.6.7.8", "ada"));
        for (var i = 0; i < 15; i++) limit.Failed("1.2.3.4", $"{i}");
        Assert.False(limit.Allows("1.2.3.4", "bob"));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.True(limit.Allows("1.2.3.4", "ada"));
    }

    [Theory]
    [InlineData("8081", "127.0.0.1", 8081, true)]
    [InlineData("localhost:0", "127.0.0.1", 0, true)]
    [InlineData("127.0.0.2:80", "127.0.0.2", 80, true)]
    [InlineData("[::1]:8080", "::1", 8080, true)]
    [InlineData("[::ffff:127.0.0.1]:8080", "::ffff:127.0.0.1", 8080, true)]
    [InlineData("*:8080", "0.0.0.0", 8080, false)]
    [InlineData("10.0.0.7:8080", "10.0.0.7", 8080, false)]
    [InlineData("[::]:8080", "::", 8080, false)]
    public void Addresses_are_read(string text, string address, int port, bool loopback)
    {
        var listen = ListenAddress.Parse(text);
        Assert.Equal((address, port, loopback), (listen.Address.ToString(), listen.Port, listen.Loopback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:8080")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:")]
    [InlineData("::1:8080")]
    [InlineData("http://127.0.0.1:8080")]
    public void What_is_no_address_is_refused(string text) => Assert.Throws<HostException>(() => ListenAddress.Parse(text));

    public void Dispose() => File.Delete(_file);
}
