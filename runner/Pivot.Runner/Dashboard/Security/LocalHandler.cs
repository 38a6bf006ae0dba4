using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Where there are no users and only this machine is listened to, whoever comes from it may do everything.</summary>
internal sealed class LocalHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? AuthenticateResult.Success(new(Roles.Principal("this machine", Role.Operate, Schemes.Local), Schemes.Local))
            : AuthenticateResult.Fail("not from this machine"));
}
