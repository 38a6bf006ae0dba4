namespace Pivot.Runner.Queue.Notifications;

/// <summary>A message did not go well.</summary>
/// <param name="outcome">What is known of it.</param>
/// <param name="message">Why, for a person and without the receiver's address or any secret: it is kept in the database.</param>
/// <param name="after">How long the receiver asks to be left alone, or null.</param>
internal sealed class DeliveryException(DeliveryOutcome outcome, string message, TimeSpan? after = null) : Exception(message)
{
    /// <summary>What is known of it.</summary>
    public DeliveryOutcome Outcome { get; } = outcome;

    /// <summary>How long the receiver asks to be left alone.</summary>
    public TimeSpan? After { get; } = after;
}
