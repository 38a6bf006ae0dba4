using System.Security.Claims;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Roles as files and policies write them.</summary>
internal static class Roles
{
    /// <summary>Name of the role and policy of everybody who has logged in.</summary>
    public const string View = "view";

    /// <summary>Name of the role and policy of those who may change something.</summary>
    public const string Operate = "operate";

    /// <summary>A role by its name, or null.</summary>
    public static Role? Parse(string name) => name switch { View => Role.View, Operate => Role.Operate, _ => null };

    /// <summary>A role as a file names it.</summary>
    /// <exception cref="HostException">There is no such role.</exception>
    public static Role Require(string name, string place) => Parse(name) ?? throw new HostException($"{place}: '{name}' is no role; there are {View} and {Operate}");

    /// <summary>Its name.</summary>
    public static string Name(Role role) => role == Role.Operate ? Operate : View;

    /// <summary>Somebody of a name and a role.</summary>
    public static ClaimsPrincipal Principal(string name, Role role, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, name), new(ClaimTypes.Role, View), .. role == Role.Operate ? [new Claim(ClaimTypes.Role, Operate)] : Array.Empty<Claim>()], scheme));
}
