using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Notifications;

/// <summary>The sender is a process; the receiver kills it (SIGKILL) at the moment at which it has the message.</summary>
public sealed class NotificationKillTests(DatabaseFixture fixture, ITestOutputHelper output) : NotificationTest(fixture)
{
    private const int Kills = 20;

    [Fact]
    public void Killed_between_sending_and_recording_a_message_is_delivered_at_most_twice_with_one_id()
    {
        var messages = new List<Guid>();
        var unanswered = 0;
        for (var i = 0; i < Kills; i++)
        {
            var (_, id) = Ended();
            messages.Add(id);
            // By turns before it answers, and when it has answered.
            if (i % 2 == 0) unanswered++;
            KillAt(i % 2 == 0);
            Assert.Contains(Row(id).State, i % 2 == 0 ? ["sending"] : new[] { "sending", "sent" });
        }
        var cut = messages.Count(id => Row(id).State == "sending");
        // Five of them are cut a second time, and must not be sent a third time.
        for (var i = 0; i < 5; i++)
        {
            Database.Execute("update pivot.notification set held_until = now() - interval '1 s' where id = (select id from pivot.notification where state = 'sending' and sends = 1 order by created_at limit 1)", default);
            KillAt(beforeAnswer: true);
        }
        using var notifier = Notifier();
        for (var i = 0; i < 3; i++)
        {
            Pass();
            notifier.SendDue(default);
        }
        var deliveries = messages.ToDictionary(id => id, id => Webhook.Messages.Count(m => m.GetProperty("id").GetGuid() == id));
        output.WriteLine($"{Kills} kills ({unanswered} before, {Kills - unanswered} after the answer) and 5 second ones: {cut} rows cut; delivered once {deliveries.Values.Count(n => n == 1)}, "
            + $"twice {deliveries.Values.Count(n => n == 2)}, more often {deliveries.Values.Count(n => n > 2)}");
        Assert.All(deliveries.Values, n => Assert.InRange(n, 1, 2));
        Assert.Equal(Webhook.Keys, Webhook.Messages.Select(m => m.GetProperty("id").GetString()));
        Assert.All(messages, id => Assert.Equal("sent", Row(id).State));
        Assert.Equal(5, messages.Count(id => Row(id).Cause == "delivery not confirmed"));
        Assert.Equal(cut, deliveries.Values.Count(n => n == 2));
    }

    [Fact]
    public void Killed_while_the_mail_server_takes_a_mail_it_is_delivered_at_most_twice_with_one_id()
    {
        const int kills = 5;
        var messages = new List<Guid>();
        for (var i = 0; i < kills; i++)
        {
            messages.Add(Ended("ada@example.org").Id);
            using var known = new ManualResetEventSlim();
            PivotProcess? sender = null;
            Mail.Before = _ =>
            {
                known.Wait();
                sender!.Kill();
                return false;
            };
            sender = PivotProcess.Start(Folder.Path, new Dictionary<string, string> { ["PIVOT_STORAGE"] = Connection, ["PIVOT_SMTP"] = Mail.Address }, ["notify", "--store", Folder.Path]);
            known.Set();
            using (sender) sender.Wait();
            Assert.Equal(("sending", 1, 0, null), Row(messages[i]));
            Database.Execute("update pivot.notification set held_until = now() + interval '1 hour' where state = 'sending'", default);
        }
        Mail.Before = _ => true;
        using var notifier = Notifier();
        Pass();
        Assert.Equal(kills, notifier.SendDue(default));
        Assert.All(messages, id => Assert.Equal(2, Mail.Messages.Count(m => m.MessageId == $"{id:n}@example.org")));
        Assert.Equal(2 * kills, Mail.Messages.Count);
        Assert.All(messages, id => Assert.Equal(("sent", 2, 0, null), Row(id)));
    }

    private void KillAt(bool beforeAnswer)
    {
        using var known = new ManualResetEventSlim();
        PivotProcess? sender = null;
        void Kill()
        {
            known.Wait();
            sender!.Kill();
        }
        Webhook.Before = _ =>
        {
            if (beforeAnswer) Kill();
            return !beforeAnswer;
        };
        Webhook.After = _ =>
        {
            if (!beforeAnswer) Kill();
        };
        sender = PivotProcess.Start(Folder.Path, new Dictionary<string, string> { ["PIVOT_STORAGE"] = Connection, ["PIVOT_WEBHOOK"] = Webhook.Address }, ["notify", "--store", Folder.Path]);
        known.Set();
        using (sender) sender.Wait();
        // Its lease must not end by itself while the others are cut.
        Database.Execute("update pivot.notification set held_until = now() + interval '1 hour' where state = 'sending'", default);
        Webhook.Before = _ => true;
        Webhook.After = _ => { };
    }
}
