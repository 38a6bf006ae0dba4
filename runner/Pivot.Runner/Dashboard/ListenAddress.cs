using System.Globalization;
using System.Net;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard;

/// <summary>Where the pages are served.</summary>
/// <param name="Address">The address that is bound.</param>
/// <param name="Port">The port; 0 takes any that is free.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>Port 8080 for this machine alone.</summary>
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, 8080);

    /// <summary>Whether only this machine reaches it.</summary>
    public bool Loopback => IPAddress.IsLoopback(Address);

    /// <summary>Reads <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>, <c>localhost:8080</c>, <c>*:8080</c> or a port alone.</summary>
    /// <exception cref="HostException">It is none of these.</exception>
    public static ListenAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var (address, port) = colon < 0 ? ("127.0.0.1", text) : (text[..colon], text[(colon + 1)..]);
        var bracketed = address.StartsWith('[') && address.EndsWith(']');
        var bound = address switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(address.Trim('[', ']'), out var parsed) && (bracketed || parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork) ? parsed : null,
        };
        if (bound is null || !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > IPEndPoint.MaxPort)
            throw new HostException($"--listen {text}: an address is written like 127.0.0.1:8080, [::1]:8080 or *:8080");
        return new(bound, number);
    }
}
