using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Reports;

namespace Pivot.Runner.Tests.Queue.Notifications;

public sealed class WebhookTests(DatabaseFixture fixture) : NotificationTest(fixture)
{
    [Fact]
    public void A_run_that_ended_is_told_once_with_its_id_and_its_table()
    {
        using var example = new ExampleRun();
        var (run, id) = Ended();
        Database.Execute("update pivot.run set plan = @plan where id = @run", default, ("plan", PackedPlan.Pack(example.Plan)), ("run", run));
        var folder = Folder.Store.Run(example.Plan);
        folder.WritePlan(example.Plan);
        folder.WriteRecord(example.Record);

        using var notifier = Notifier();
        Assert.Equal(1, notifier.SendDue(default));
        Assert.Equal(0, notifier.SendDue(default));
        var message = Assert.Single(Webhook.Messages);
        Assert.Equal(id.ToString(), Assert.Single(Webhook.Keys));
        Assert.Equal(id, message.GetProperty("id").GetGuid());
        Assert.Equal(run, message.GetProperty("run").GetGuid());
        Assert.Equal(("shapes", "done"), (message.GetProperty("name").GetString(), message.GetProperty("state").GetString()));
        Assert.Equal(2, message.GetProperty("stages").GetProperty("done").GetInt32());
        Assert.StartsWith("done: 2 stages, 2 done", message.GetProperty("summary").GetString());
        Assert.Equal(["sft", "dpo", "none"], message.GetProperty("table").GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("arm").GetString()));
        // Nothing of a name or a question is taken for a sign of the chat's.
        Assert.Contains("Which is better, &lt;a&gt; or &lt;b&gt;?", message.GetProperty("text").GetString());
        Assert.Equal(("sent", 1, 0, null), Row(id));
    }

    [Fact]
    public void Without_results_it_is_told_all_the_same()
    {
        Ended(state: "failed");
        using var notifier = Notifier();
        Assert.Equal(1, notifier.SendDue(default));
        Assert.Contains("the results could not be read", Webhook.Messages[0].GetProperty("no_table").GetString());
        Assert.Equal("failed: 2 stages, 1 done, 1 failed", Webhook.Messages[0].GetProperty("summary").GetString()!.Split(';')[0]);
    }

    [Fact]
    public void A_refusal_is_tried_again_and_given_up_at_last()
    {
        var (_, id) = Ended();
        Webhook.Status = 503;
        using var notifier = Notifier();
        notifier.SendDue(default);
        Assert.Equal(("failed", 3, 3, "the webhook answers 503 ServiceUnavailable"), Row(id));
        Assert.Equal(3, Webhook.Messages.Count);
        Assert.DoesNotContain(Told, t => t.Contains(WebhookReceiver.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void After_refusals_it_arrives()
    {
        var (_, id) = Ended();
        Webhook.After = _ => Webhook.Status = 200;
        Webhook.Status = 500;
        using var notifier = Notifier();
        Assert.Equal(1, notifier.SendDue(default));
        Assert.Equal(("sent", 2, 1, null), Row(id));
    }

    [Fact]
    public void Where_nothing_listens_that_is_a_refusal_and_names_no_address()
    {
        var (_, id) = Ended();
        using var notifier = Notifier(webhook: "http://127.0.0.1:1/services/secret-path");
        notifier.SendDue(default);
        Assert.Equal(("failed", 3, 3, "nothing listens at the webhook's address"), Row(id));
        var (_, other) = Ended();
        using var unreadable = Notifier(webhook: "not an address: secret-path");
        unreadable.SendDue(default);
        Assert.DoesNotContain("secret-path", Row(other).Cause);
    }

    [Fact]
    public void A_lost_answer_means_at_most_one_more_delivery()
    {
        var (_, id) = Ended();
        Webhook.Before = _ => false;
        using var notifier = Notifier(times: Slow);
        for (var i = 0; i < 5; i++)
        {
            notifier.SendDue(default);
            Pass();
        }
        Assert.Equal(2, Webhook.Messages.Count);
        Assert.Equal("sent", Row(id).State);
        Assert.StartsWith("delivery not confirmed", Row(id).Cause);
    }

    [Fact]
    public void Many_hosts_send_each_message_once()
    {
        var ids = Enumerable.Range(0, 30).Select(_ => Ended().Id).ToHashSet();
        var notifiers = Enumerable.Range(0, 4).Select(_ => Notifier()).ToList();
        Parallel.ForEach(notifiers, n => n.SendDue(default));
        notifiers.ForEach(n => n.Dispose());
        Assert.Equal(ids.Order(), Webhook.Messages.Select(m => m.GetProperty("id").GetGuid()).Order());
        Assert.All(ids, id => Assert.Equal(("sent", 1, 0, null), Row(id)));
    }

    [Fact]
    public void What_no_host_can_send_fails_after_an_hour_and_not_before()
    {
        var (_, id) = Ended();
        using var nowhere = Nowhere();
        nowhere.SendDue(default);
        Assert.Equal("waiting", Row(id).State);
        Database.Execute("update pivot.notification set created_at = now() - interval '61 minutes'", default);
        nowhere.SendDue(default);
        Assert.Equal(("failed", 0, 0, "no host has PIVOT_WEBHOOK"), Row(id));
    }

    [Fact]
    public void A_run_that_was_taken_up_again_is_not_told_as_ended()
    {
        var (run, _) = Ended(state: "failed");
        Database.Execute("update pivot.run set state = 'active', generation = 1 where id = @run", default, ("run", run));
        using var notifier = Notifier();
        notifier.SendDue(default);
        Assert.Equal("retried", Webhook.Messages[0].GetProperty("state").GetString());
    }
}
