namespace Pivot.Runner.Store;

/// <summary>
/// Secrets that come by a variable, or by a file that another variable names (<c>NAME_FILE</c>): what a service manager or a container hands over, and
/// what no list of processes shows. Read anew each time, so that a secret may be changed while a host runs.
/// </summary>
public static class SecretVariable
{
    /// <summary>Whether a secret is named, be it readable or not.</summary>
    public static bool IsNamed(string name) => Of(name) is not null || Of($"{name}_FILE") is not null;

    /// <summary>The secret without white space around it, or null where none is named.</summary>
    /// <exception cref="HostException">The file that is named cannot be read, or is empty.</exception>
    public static string? Read(string name)
    {
        if (Of(name) is { } value) return value.Trim();
        if (Of($"{name}_FILE") is not { } file) return null;
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : throw new HostException($"the file that {name}_FILE names is empty: {file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"the file that {name}_FILE names cannot be read: {file}", e);
        }
    }

    private static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
