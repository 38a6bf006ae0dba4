using Npgsql;
using NpgsqlTypes;

namespace Pivot.Runner.Queue.Database;

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

    /// <summary>A value whose type the server is told although it is null.</summary>
    public static NpgsqlParameter OrNull(this Guid? value) => Typed(NpgsqlDbType.Uuid, value);

    /// <inheritdoc cref="OrNull(Guid?)"/>
    public static NpgsqlParameter OrNull(this long? value) => Typed(NpgsqlDbType.Bigint, value);

    /// <inheritdoc cref="OrNull(Guid?)"/>
    public static NpgsqlParameter OrNull(this double? value) => Typed(NpgsqlDbType.Double, value);

    /// <inheritdoc cref="OrNull(Guid?)"/>
    public static NpgsqlParameter OrNull(this string? value) => Typed(NpgsqlDbType.Text, value);

    /// <inheritdoc cref="OrNull(Guid?)"/>
    public static NpgsqlParameter OrNull(this TimeSpan? value) => Typed(NpgsqlDbType.Interval, value);

    /// <inheritdoc cref="OrNull(Guid?)"/>
    public static NpgsqlParameter OrNull(this DateTimeOffset? value) => Typed(NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    private static NpgsqlParameter Typed(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in values) command.Add(name, value);
        return command;
    }

    /// <summary>Adds a value by name.</summary>
    public static void Add(this NpgsqlCommand command, string name, object? value)
    {
        if (value is NpgsqlParameter typed)
        {
            // Made anew: a statement that is sent again has a command of its own.
            command.Parameters.Add(new NpgsqlParameter(name, typed.NpgsqlDbType) { Value = typed.Value });
            return;
        }
        command.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }
}
