using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Dashboard.Security;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Who looks at a page.</summary>
/// <param name="Name">Their name, or null before a login.</param>
/// <param name="Operates">Whether buttons are shown.</param>
/// <param name="CanLogOut">Whether there is a login to end.</param>
/// <param name="Token">The hidden field that every form carries.</param>
internal sealed record Viewer(string? Name, bool Operates, bool CanLogOut, Html Token)
{
    /// <summary>Of a request.</summary>
    public static Viewer Of(HttpContext context)
    {
        var tokens = ((IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!).GetAndStoreTokens(context);
        var user = context.User;
        return new(user.Identity is { IsAuthenticated: true } ? user.Identity.Name : null, user.IsInRole(Roles.Operate), user.Identity?.AuthenticationType == Schemes.Cookie,
            Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">"""));
    }
}
