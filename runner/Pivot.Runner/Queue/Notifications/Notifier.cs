using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>
/// Sends what waits in the outbox. Every host calls it; a message is sent by one of them. A message is delivered once; where a host dies, or an answer is
/// lost, between sending and recording it may be delivered twice, with the same id, and never more often.
/// </summary>
public sealed class Notifier : IDisposable
{
    private readonly Outbox _outbox;
    private readonly MessageComposer _composer;
    private readonly Action<string> _tell;
    private readonly WebhookChannel _webhook;
    private readonly MailChannel _mail;

    /// <summary>Reads nothing yet.</summary>
    /// <param name="database">The fleet's database.</param>
    /// <param name="store">Where the store is, for the result table.</param>
    /// <param name="tell">Told of every message that was sent or refused.</param>
    /// <param name="times">Lease and pauses; the default is meant for hosts.</param>
    public Notifier(FleetDatabase database, string store, Action<string> tell, SendTimes? times = null) : this(database, store, tell, times, new WebhookChannel(), new MailChannel())
    {
    }

    internal Notifier(FleetDatabase database, string store, Action<string> tell, SendTimes? times, WebhookChannel webhook, MailChannel mail)
    {
        (_webhook, _mail) = (webhook, mail);
        _outbox = new Outbox(database, times ?? new SendTimes());
        _composer = new MessageComposer(database, store);
        _tell = tell;
    }

    /// <summary>Sends what is due, and returns the number of messages that receivers have taken. May take long: a receiver that does not answer is waited for.</summary>
    public int SendDue(CancellationToken cancel)
    {
        _outbox.EndTheRest(cancel);
        var (byWebhook, byMail) = (_webhook.IsNamed, _mail.IsNamed);
        if (!byWebhook && !byMail) return 0;
        var sent = 0;
        while (!cancel.IsCancellationRequested && _outbox.Take(byWebhook, byMail, cancel) is { } due)
            if (Send(due, cancel)) sent++;
        return sent;
    }

    /// <inheritdoc/>
    public void Dispose() => _webhook.Dispose();

    private bool Send(DueNotification due, CancellationToken cancel)
    {
        // Before it is written down: a death while the results are read delivers nothing.
        if (_composer.Compose(due.Id, due.Run, cancel) is not { } message || !_outbox.Begin(due, cancel)) return false;
        try
        {
            INotificationChannel channel = due.Receiver == Outbox.Webhook ? _webhook : _mail;
            channel.Send(message, due.Receiver);
        }
        catch (DeliveryException e) when (e.Outcome == DeliveryOutcome.Uncertain)
        {
            _outbox.Uncertain(due, e.Message);
            _tell($"notification of {message.Folder}: {e.Message}");
            return false;
        }
        catch (DeliveryException e)
        {
            var over = _outbox.Refused(due, e.Message, e.After, hopeless: e.Outcome == DeliveryOutcome.Hopeless);
            _tell($"notification of {message.Folder}: {e.Message}{(over ? "; given up" : "")}");
            return false;
        }
        _outbox.Sent(due);
        _tell($"notification of {message.Folder} was sent");
        return true;
    }
}
