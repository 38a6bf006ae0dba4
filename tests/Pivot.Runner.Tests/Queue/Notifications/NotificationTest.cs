using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Notifications;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Queue.Views;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Queue.Notifications;

/// <summary>An outbox on a real server, and receivers of its own. The variables that name them are the test's own, since tests run side by side.</summary>
public abstract class NotificationTest : IDisposable
{
    private readonly string _name = $"PIVOT_TEST_{Guid.NewGuid():n}";

    private protected NotificationTest(DatabaseFixture fixture)
    {
        Connection = fixture.Server.CreateFleetDatabase();
        Database = new FleetDatabase(Connection);
        Rows = new FleetRows(Database);
    }

    protected string Connection { get; }

    protected FleetDatabase Database { get; }

    private protected FleetRows Rows { get; }

    private protected WebhookReceiver Webhook { get; } = new();

    private protected SmtpReceiver Mail { get; } = new();

    protected TemporaryStore Folder { get; } = new();

    protected List<string> Told { get; } = [];

    public void Dispose()
    {
        Database.Dispose();
        Webhook.Dispose();
        Mail.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Nothing is tried again before <see cref="Pass"/>.</summary>
    protected static SendTimes Slow { get; } = new() { Pauses = [TimeSpan.FromHours(1), TimeSpan.FromHours(1)] };

    private protected Notifier Notifier(string? webhook = null, string? mail = null, SendTimes? times = null)
    {
        Environment.SetEnvironmentVariable($"{_name}_W", webhook ?? Webhook.Address);
        Environment.SetEnvironmentVariable($"{_name}_M", mail ?? Mail.Address);
        return new Notifier(Database, Folder.Path, Tell, times ?? new SendTimes { Pauses = [TimeSpan.Zero, TimeSpan.Zero] }, new WebhookChannel($"{_name}_W"), new MailChannel($"{_name}_M"));
    }

    private protected Notifier Nowhere() => new(Database, Folder.Path, Tell, null, new WebhookChannel($"{_name}_NONE"), new MailChannel($"{_name}_NONE"));

    /// <summary>A run that has ended, and its message.</summary>
    protected (Guid Run, Guid Id) Ended(string receiver = "webhook", string state = "done", string name = "shapes")
    {
        var (run, id) = (Rows.Run(name, state: state, question: "Which is better, <a> or <b>?"), Guid.NewGuid());
        Rows.Stage(run, $"{run:n}1", "see", state: "done");
        Rows.Stage(run, $"{run:n}2", "post", state: state == "done" ? "done" : "failed", cause: "the loss is NaN");
        Database.Execute("insert into pivot.notification (id, run_id, generation, receiver) values (@id, @run, 0, @receiver)", default, ("id", id), ("run", run), ("receiver", receiver));
        return (run, id);
    }

    /// <summary>As if the time of leases and pauses had passed.</summary>
    protected void Pass() => Database.Execute("update pivot.notification set held_until = now() - interval '1 s', not_before = null where state in ('waiting', 'sending')", default);

    protected (string State, int Sends, int Refusals, string? Cause) Row(Guid id) => Database.Query(
        "select state, sends, refusals, cause from pivot.notification where id = @id", r => (r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.IsDBNull(3) ? null : r.GetString(3)), default, ("id", id))[0];

    private void Tell(string line)
    {
        lock (Told) Told.Add(line);
    }
}
