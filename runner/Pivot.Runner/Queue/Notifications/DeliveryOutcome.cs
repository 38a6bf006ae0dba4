namespace Pivot.Runner.Queue.Notifications;

/// <summary>What is known of a message that did not go well.</summary>
public enum DeliveryOutcome
{
    /// <summary>It certainly did not arrive; it may be tried again as often as one likes.</summary>
    Refused,

    /// <summary>It may have arrived: the answer was lost or did not come in time.</summary>
    Uncertain,

    /// <summary>It did not arrive and never will: the receiver is none.</summary>
    Hopeless,
}
