using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>
/// The rows of <c>pivot.notification</c> on their way: waiting, sending (written before the first byte is sent), sent or failed. A row found in
/// <c>sending</c> whose lease is over was cut between sending and recording; how often that may have delivered it is <c>sends - refusals</c>.
/// </summary>
/// <param name="database">The fleet's database.</param>
/// <param name="times">Lease and pauses.</param>
internal sealed class Outbox(FleetDatabase database, SendTimes times)
{
    /// <summary>Sendings of a message that may have arrived.</summary>
    public const int MostDeliveries = 2;

    /// <summary>Who is told by the webhook.</summary>
    public const string Webhook = "webhook";

    /// <summary>Takes the next message that is due, or null.</summary>
    /// <param name="byWebhook">Whether this host can reach the webhook.</param>
    /// <param name="byMail">Whether this host can send mail.</param>
    /// <param name="cancel">Ends waiting for the database.</param>
    public DueNotification? Take(bool byWebhook, bool byMail, CancellationToken cancel)
    {
        var holder = Guid.NewGuid();
        return database.Query($"""
            with due as (
                select id from pivot.notification
                 where case receiver when '{Webhook}' then @webhook else @mail end and sends - refusals < {MostDeliveries}
                   and (state = 'waiting' and coalesce(not_before, now()) <= now() and coalesce(held_until, now()) <= now() or state = 'sending' and held_until < now())
                 order by created_at, id limit 1 for update skip locked)
            update pivot.notification n set holder = @holder, held_until = now() + @lease from due where n.id = due.id
            returning n.id, n.run_id, n.receiver, n.sends, n.refusals
            """, r => new DueNotification(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt32(3), r.GetInt32(4), holder), cancel,
            ("webhook", byWebhook), ("mail", byMail), ("holder", holder), ("lease", times.Lease)) is [var due] ? due : null;
    }

    /// <summary>Writes down that it is being sent; whoever dies after this leaves a row that says so. False where it is no longer this holder's.</summary>
    public bool Begin(DueNotification due, CancellationToken cancel) => database.Execute("""
        update pivot.notification set state = 'sending', sends = @sends + 1, held_until = now() + @lease
         where id = @id and holder = @holder and held_until > now() and state in ('waiting', 'sending') and sends in (@sends, @sends + 1)
        """, cancel, ("id", due.Id), ("holder", due.Holder), ("sends", due.Sends), ("lease", times.Lease)) == 1;

    /// <summary>The receiver has it. Whoever holds the row by now: nothing is to be sent any more.</summary>
    public void Sent(DueNotification due) => database.Execute("""
        update pivot.notification set state = 'sent', sent_at = now(), cause = null, holder = null, held_until = null where id = @id and state in ('waiting', 'sending')
        """, CancellationToken.None, ("id", due.Id));

    /// <summary>It certainly did not arrive: tried again after a pause, or given up.</summary>
    /// <returns>Whether it was given up.</returns>
    public bool Refused(DueNotification due, string cause, TimeSpan? after, bool hopeless)
    {
        var over = hopeless || due.Refusals >= times.Pauses.Count;
        var pause = over ? TimeSpan.Zero : times.Pauses[due.Refusals];
        // What the receiver asks for counts, within reason.
        if (!over && after is { } asked && asked > pause) pause = asked < times.Pauses[^1] ? asked : times.Pauses[^1];
        database.Execute("""
            update pivot.notification set state = @state, refusals = @refusals, cause = @cause, not_before = now() + @pause, holder = null, held_until = null
             where id = @id and holder = @holder and state = 'sending'
            """, CancellationToken.None, ("id", due.Id), ("holder", due.Holder), ("state", over ? "failed" : "waiting"), ("refusals", due.Refusals + 1), ("cause", cause), ("pause", pause));
        return over;
    }

    /// <summary>Nobody knows whether it arrived: as if this host had died there.</summary>
    public void Uncertain(DueNotification due, string cause) => database.Execute("""
        update pivot.notification set cause = @cause, held_until = now() + @pause where id = @id and holder = @holder and state = 'sending'
        """, CancellationToken.None, ("id", due.Id), ("holder", due.Holder), ("cause", cause), ("pause", times.Pauses.Count > 0 ? times.Pauses[0] : TimeSpan.Zero));

    /// <summary>Ends what may have been delivered as often as is allowed, and what no host was told how to send.</summary>
    public void EndTheRest(CancellationToken cancel) => database.Execute($"""
        update pivot.notification set state = case when state = 'sending' then 'sent' else 'failed' end, sent_at = case when state = 'sending' then now() end,
               cause = case when state = 'sending' then 'delivery not confirmed' || coalesce(': ' || cause, '')
                            when receiver = '{Webhook}' then 'no host has {WebhookChannel.Variable}' else 'no host has {MailChannel.Variable}' end,
               holder = null, held_until = null
         where state = 'sending' and held_until < now() and sends - refusals >= {MostDeliveries}
            or state = 'waiting' and sends = 0 and created_at < now() - @unserved and coalesce(held_until, now()) <= now()
        """, cancel, ("unserved", times.Unserved));
}
