using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>Sends messages by the mail server that <c>PIVOT_SMTP</c> names, or the file that <c>PIVOT_SMTP_FILE</c> names.</summary>
/// <param name="variable">The variable's name.</param>
internal sealed class MailChannel(string variable = MailChannel.Variable) : INotificationChannel
{
    /// <summary>The variable.</summary>
    public const string Variable = "PIVOT_SMTP";

    /// <inheritdoc/>
    public bool IsNamed => SecretVariable.IsNamed(variable);

    /// <inheritdoc/>
    public void Send(NotificationMessage message, string receiver)
    {
        var server = Server();
        if (!MailboxAddress.TryParse(receiver, out var to) || !to.Address.Contains('@')) throw new DeliveryException(DeliveryOutcome.Hopeless, "the receiver is no e-mail address");
        using var mail = Compose(message, server.From, to);
        // Revocation lists are not reachable from many clusters; .NET does not ask for them by itself either.
        using var client = new SmtpClient { Timeout = (int)(SendTimes.Longest / 2).TotalMilliseconds, CheckCertificateRevocation = false };
        Try(DeliveryOutcome.Refused, server, () =>
        {
            client.Connect(server.Host, server.Port, server.IsTls ? SecureSocketOptions.SslOnConnect : server.NeedsStartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable);
            if (server is { User: { } user, Password: { } password }) client.Authenticate(user, password);
        });
        Try(DeliveryOutcome.Uncertain, server, () => client.Send(mail));
        try
        {
            client.Disconnect(quit: true);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or CommandException or TimeoutException)
        {
            // The server has taken the message; how it says goodbye does not matter.
        }
    }

    /// <summary>The mail. Its id is the message's: servers and readers drop what they have.</summary>
    internal static MimeMessage Compose(NotificationMessage message, MailboxAddress from, MailboxAddress to)
    {
        var mail = new MimeMessage { Subject = MessageText.Subject(message), MessageId = $"{message.Id:n}@{from.Address.Split('@')[^1]}" };
        mail.From.Add(from);
        mail.To.Add(to);
        // Not answered by out-of-office notes.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new BodyBuilder { TextBody = MessageText.Plain(message), HtmlBody = MessageText.Html(message) }.ToMessageBody();
        return mail;
    }

    private SmtpAddress Server()
    {
        try
        {
            return SmtpAddress.TryRead(SecretVariable.Read(variable), out var problem) ?? throw new DeliveryException(DeliveryOutcome.Refused, $"{variable} cannot be used: {problem}");
        }
        catch (HostException e)
        {
            throw new DeliveryException(DeliveryOutcome.Refused, e.Message);
        }
    }

    private static void Try(DeliveryOutcome otherwise, SmtpAddress server, Action action)
    {
        try
        {
            action();
        }
        catch (SmtpCommandException e)
        {
            // The server's answer is a refusal, whatever was sent before it.
            throw new DeliveryException(DeliveryOutcome.Refused, $"the mail server refuses ({(int)e.StatusCode}): {Hide(server, e.Message)}");
        }
        catch (AuthenticationException)
        {
            throw new DeliveryException(DeliveryOutcome.Refused, "the mail server does not take this user and password");
        }
        catch (SslHandshakeException)
        {
            throw new DeliveryException(DeliveryOutcome.Refused, "the mail server's certificate or TLS is not accepted");
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or NotSupportedException)
        {
            throw new DeliveryException(otherwise, otherwise == DeliveryOutcome.Uncertain ? "the connection to the mail server broke before it took the message"
                : e is NotSupportedException ? "the mail server offers no STARTTLS, and the password is not sent without" : "the mail server cannot be reached");
        }
    }

    // A server may repeat what it was sent.
    private static string Hide(SmtpAddress server, string text)
    {
        foreach (var secret in new[] { server.Password, server.User }.OfType<string>().Where(s => s.Length > 0)) text = text.Replace(secret, "***", StringComparison.Ordinal);
        return Redaction.Of(text.Split('\n')[0].Trim());
    }
}
