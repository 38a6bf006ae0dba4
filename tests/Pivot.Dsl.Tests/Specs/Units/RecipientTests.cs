using Pivot.Dsl.Specs.Units;

namespace Pivot.Dsl.Tests.Specs.Units;

public class RecipientTests
{
    [Theory]
    [InlineData("webhook", true)]
    [InlineData("me@lab.org", true)]
    [InlineData("first.last+pivot@cs.lab-1.org", true)]
    [InlineData("größe@lab.org", true)]
    [InlineData("root@localhost", true)]
    [InlineData("", false)]
    [InlineData("Webhook", false)]
    [InlineData("webhook\n", false)]
    [InlineData("me@", false)]
    [InlineData("@lab.org", false)]
    [InlineData("me@lab.org.", false)]
    [InlineData("me@@lab.org", false)]
    [InlineData("me@lab.org, you@lab.org", false)]
    [InlineData("Me <me@lab.org>", false)]
    [InlineData("https://me@hooks.lab.org", false)]
    public void A_recipient_is_an_address_or_the_webhook(string text, bool good) => Assert.Equal(good, Recipient.IsOne(text));

    [Fact]
    public void A_url_is_not_told_again() =>
        Assert.Equal("'notify' must name e-mail addresses or webhook; found a URL",
            Assert.Single(SpecFile.Compile(SpecText.With("run: { notify: [\"https://hooks.lab.org/T0/secret\"] }")).Diagnostics).Message);
}
