using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Queue.Notifications;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>All of it: an occurrence comes, a host process compiles and submits, does the stages, writes the report, and tells.</summary>
public sealed class ScheduledRunTests(DatabaseFixture fixture)
{
    [Fact]
    public void An_occurrence_becomes_a_run_a_report_and_one_message_with_its_table()
    {
        using var receiver = new WebhookReceiver();
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        fleet.Environment["PIVOT_WEBHOOK"] = receiver.Address;
        var rows = new ScheduleRows(fleet.Database);
        rows.Set(
            new Schedule
            {
                Id = "many", Spec = Path.Combine(fleet.Folder, "many.yaml"), Cron = "*/3 * * * * *", TimeZone = "Europe/Berlin",
                Sets = ["arms.strict=null", "arms.slow=null", "seeds={ values: [0, 1], from: post }", "run.notify=[webhook]"],
            }, "test", default);
        fleet.Host("one");
        fleet.Host("two");
        fleet.Until(() => fleet.Database.Scalar<long>("select count(*) from pivot.run", default) > 0, TimeSpan.FromSeconds(90));
        rows.Enable("many", false, default);
        fleet.Until(() => receiver.Messages.Count > 0, TimeSpan.FromSeconds(120));
        Thread.Sleep(3000);
        // While that run was not over its next occurrences were left out.
        var run = fleet.Database.Scalar<Guid>("select id from pivot.run where schedule_id = 'many' and planned_for is not null", default);
        Assert.Equal(1L, fleet.Database.Scalar<long>("select count(*) from pivot.run", default));
        var message = Assert.Single(receiver.Messages);
        Assert.Equal(run, message.GetProperty("run").GetGuid());
        Assert.Equal("done", message.GetProperty("state").GetString());
        var table = message.GetProperty("table").GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["sft", "dpo"], table.Select(r => r.GetProperty("arm").GetString()));
        Assert.Contains(table[1].GetProperty("cells").EnumerateArray(), c => c.GetString()!.Contains('±', StringComparison.Ordinal) && c.GetString()!.Contains('(', StringComparison.Ordinal));
        Assert.DoesNotContain(WebhookReceiver.Secret, fleet.Output);
    }
}
