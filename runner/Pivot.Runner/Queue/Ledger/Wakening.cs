using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>
/// Wakes a host when stages become ready (PostgreSQL's NOTIFY), so that an idle device does not wait for the next look at the table. Only a hint:
/// a lost connection costs one period of looking, and is made again.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="wake">Called when something may have become ready; from a thread of its own.</param>
public sealed class Wakening(FleetDatabase database, Action wake)
{
    /// <summary>The channel that submitters and hosts notify.</summary>
    public const string Channel = "pivot_ready";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Listens until cancelled.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(database.ConnectionText);
                await connection.OpenAsync(cancel);
                connection.Notification += (_, _) => wake();
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(cancel);
                wake();
                while (true) await connection.WaitAsync(cancel);
            }
            catch (Exception e) when (FleetDatabase.IsTransient(e) || e is OperationCanceledException || (cancel.IsCancellationRequested && e is ObjectDisposedException))
            {
                await Task.Delay(BetweenTries, cancel).ContinueWith(_ => { }, CancellationToken.None);
            }
        }
    }
}
