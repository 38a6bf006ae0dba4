using Pivot.Runner.Queue.Notifications;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Notifications;

public sealed class MailTests(DatabaseFixture fixture) : NotificationTest(fixture)
{
    [Fact]
    public void A_mail_has_text_and_html_and_an_id_that_stays()
    {
        var (_, id) = Ended("ada@example.org", name: "shapes\r\nBcc: everybody@example.org");
        Mail.Before = _ => Mail.Messages.Count > 1;
        using var notifier = Notifier(times: Slow);
        Assert.Equal(0, notifier.SendDue(default));
        Pass();
        Assert.Equal(1, notifier.SendDue(default));
        // The first answer was lost: the same mail again, which servers and readers take for the same by its id.
        Assert.Equal(2, Mail.Messages.Count);
        Assert.All(Mail.Messages, m => Assert.Equal($"{id:n}@example.org", m.MessageId));
        var mail = Mail.Messages[1];
        Assert.Equal("ada@example.org", mail.To.ToString());
        Assert.Empty(mail.Bcc);
        Assert.Equal("pivot: shapes Bcc: everybody@example.org done", mail.Subject);
        Assert.Contains("Which is better, <a> or <b>?", mail.TextBody);
        Assert.Contains("Which is better, &lt;a&gt; or &lt;b&gt;?", mail.HtmlBody);
        Assert.Equal(("sent", 2, 0, null), Row(id));
    }

    [Fact]
    public void A_refused_receiver_and_a_wrong_password_are_told_without_the_password()
    {
        var (_, refused) = Ended("nobody@example.org");
        Mail.Recipient = "550 no such user hunter2secret";
        using var notifier = Notifier();
        notifier.SendDue(default);
        Assert.Equal(("failed", 3, 3), (Row(refused).State, Row(refused).Sends, Row(refused).Refusals));
        Assert.Contains("(550)", Row(refused).Cause);
        var (_, wrong) = Ended("ada@example.org");
        Mail.Login = "535 no";
        notifier.SendDue(default);
        Assert.Equal(("failed", "the mail server does not take this user and password"), (Row(wrong).State, Row(wrong).Cause));
        Assert.DoesNotContain(Told.Append(Row(refused).Cause!), t => t.Contains("hunter2secret", StringComparison.Ordinal));
        Assert.Empty(Mail.Messages);
    }

    [Fact]
    public void What_is_no_address_is_given_up_at_once()
    {
        var (_, id) = Ended("nobody");
        using var notifier = Notifier();
        notifier.SendDue(default);
        Assert.Equal(("failed", 1, 1, "the receiver is no e-mail address"), Row(id));
    }

    [Theory]
    [InlineData("smtps://me:p%40ss@mail.example.org?from=a@b.org", "mail.example.org:465", true, false, "p@ss")]
    [InlineData("smtp://me@example.org:pw@mail.example.org:587", null, false, false, null)]
    [InlineData("smtp://me%40example.org:pw@mail.example.org:587", "mail.example.org:587", false, true, "pw")]
    [InlineData("smtp://localhost:25?from=a@b.org", "localhost:25", false, false, null)]
    [InlineData("smtp://mail.example.org", null, false, false, null)]
    [InlineData("https://mail.example.org?from=a@b.org", null, false, false, null)]
    public void A_servers_address_is_read(string text, string? server, bool isTls, bool needsStartTls, string? password)
    {
        var read = SmtpAddress.TryRead(text, out var problem);
        Assert.Equal(server, read?.ToString());
        Assert.Equal(read is null, problem is not null);
        if (read is null) return;
        Assert.Equal((isTls, needsStartTls, password), (read.IsTls, read.NeedsStartTls, read.Password));
    }
}
