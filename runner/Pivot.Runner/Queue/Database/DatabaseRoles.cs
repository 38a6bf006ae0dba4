using System.Reflection;

namespace Pivot.Runner.Queue.Database;

/// <summary>The roles that hosts, submitters and viewers of a fleet need in its database.</summary>
public static class DatabaseRoles
{
    /// <summary>The SQL that makes them, for the owner of the tables to read and to run.</summary>
    public static string Sql()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("roles.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
