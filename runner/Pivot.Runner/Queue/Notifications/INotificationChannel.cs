namespace Pivot.Runner.Queue.Notifications;

/// <summary>A way to bring a message to someone. One message a call; a call ends within <see cref="SendTimes.Longest"/>.</summary>
internal interface INotificationChannel
{
    /// <summary>Whether this host was told how.</summary>
    bool IsNamed { get; }

    /// <summary>Sends a message; returns when the receiver has said that it has it.</summary>
    /// <exception cref="DeliveryException">It has not said so.</exception>
    void Send(NotificationMessage message, string receiver);
}
