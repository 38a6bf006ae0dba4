using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Who is logged in, in this process's memory: a logout ends a session for whoever holds its cookie, and so does a restart.</summary>
internal sealed class Sessions : ITicketStore
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, AuthenticationTicket> _tickets = new(StringComparer.Ordinal);

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        if (_tickets.Count >= MostKept)
            foreach (var (old, kept) in _tickets)
                if (kept.Properties.ExpiresUtc is { } end && end < DateTimeOffset.UtcNow) _tickets.TryRemove(old, out _);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tickets[key] = ticket;
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Only what is there: a request that overlaps a logout must not bring the session back.
        if (_tickets.TryGetValue(key, out var known)) _tickets.TryUpdate(key, ticket, known);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(_tickets.TryGetValue(key, out var ticket) ? ticket : null);

    public Task RemoveAsync(string key)
    {
        _tickets.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
