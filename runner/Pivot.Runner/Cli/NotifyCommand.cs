using System.CommandLine;
using Pivot.Runner.Queue.Notifications;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot notify</c>: sends what waits in the outbox, as hosts do; for a machine that can reach the receivers where hosts cannot.</summary>
internal static class NotifyCommand
{
    public static Command Build()
    {
        var store = CommonOptions.Store();
        var storage = FleetStorage.Option();
        var command = new Command("notify", "Sends the notifications that are due and ends. Hosts do so by themselves where PIVOT_WEBHOOK or PIVOT_SMTP is set.") { store, storage };
        command.SetAction(parsed => FleetStorage.Use(parsed.GetValue(storage), database =>
        {
            using var notifier = new Notifier(database, ArtifactStore.Locate(parsed.GetValue(store)), Console.Error.WriteLine);
            Console.WriteLine($"{Words.Count(notifier.SendDue(CancellationToken.None), "notification")} sent");
            return ExitCodes.Done;
        }));
        return command;
    }
}
