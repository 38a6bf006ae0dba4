namespace Pivot.Runner.Queue.Notifications;

/// <summary>A message that is this holder's to send.</summary>
/// <param name="Id">The message.</param>
/// <param name="Run">The run it tells of.</param>
/// <param name="Receiver">An e-mail address, or <c>webhook</c>.</param>
/// <param name="Sends">Sendings begun so far.</param>
/// <param name="Refusals">Those of them that certainly did not arrive.</param>
/// <param name="Holder">Whoever took it; made for this taking alone.</param>
internal sealed record DueNotification(Guid Id, Guid Run, string Receiver, int Sends, int Refusals, Guid Holder);
