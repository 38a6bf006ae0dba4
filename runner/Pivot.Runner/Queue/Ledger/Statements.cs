using Npgsql;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>Short ways to run a statement within a transaction.</summary>
internal static class Statements
{
    /// <summary>Runs a statement; gives the number of rows it changed, or of rows that a query found.</summary>
    public static int Run(this NpgsqlConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read()) rows++;
        return reader.RecordsAffected >= 0 ? reader.RecordsAffected : rows;
    }

    /// <summary>Reads the rows of a query.</summary>
    public static List<T> Rows<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A text column, or null.</summary>
    public static string? Text(this NpgsqlDataReader reader, string column) => reader.GetOrdinal(column) is var at && reader.IsDBNull(at) ? null : reader.GetString(at);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
