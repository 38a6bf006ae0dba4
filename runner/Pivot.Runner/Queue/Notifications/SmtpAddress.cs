using System.Net;
using MimeKit;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>A mail server: <c>smtp(s)://user:password@host:port?from=name@example.org</c>. User and password are percent-encoded where they hold signs of an address.</summary>
internal sealed record SmtpAddress
{
    /// <summary>Its host.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Encrypted from the first byte (<c>smtps</c>); otherwise by STARTTLS, which is required where a password is sent to another machine.</summary>
    public required bool IsTls { get; init; }

    /// <summary>Whether STARTTLS must be there.</summary>
    public required bool NeedsStartTls { get; init; }

    /// <summary>User, or null.</summary>
    public string? User { get; init; }

    /// <summary>Password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>Who sends.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>Reads one; the message of a mistake holds nothing of the text.</summary>
    public static SmtpAddress? TryRead(string? text, out string? problem)
    {
        problem = "it looks like smtps://user:password@mail.example.org:465?from=pivot@example.org";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.Host.Length == 0) return null;
        var user = address.UserInfo.Split(':', 2) is [{ Length: > 0 } name, ..] ? Uri.UnescapeDataString(name) : null;
        var password = address.UserInfo.Split(':', 2) is [_, var secret] ? Uri.UnescapeDataString(secret) : null;
        var query = address.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[1]));
        problem = "it names no sender: add ?from=name@example.org";
        if (!MailboxAddress.TryParse(query["from"].FirstOrDefault() ?? user ?? "", out var from) || !from.Address.Contains('@')) return null;
        problem = null;
        var isTls = address.Scheme == "smtps";
        return new SmtpAddress
        {
            Host = address.Host, Port = address.Port > 0 ? address.Port : isTls ? 465 : 25, IsTls = isTls, User = user, Password = password, From = from,
            NeedsStartTls = !isTls && password is not null && !IsHere(address.Host),
        };
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
