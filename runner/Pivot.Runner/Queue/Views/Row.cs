using Npgsql;

namespace Pivot.Runner.Queue.Views;

/// <summary>A row of a query, read by its columns' names.</summary>
internal readonly struct Row(NpgsqlDataReader reader)
{
    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => Read<string>(column);

    public Guid Id(string column) => reader.GetGuid(reader.GetOrdinal(column));

    public Guid? IdOrNull(string column) => ReadValue<Guid>(column);

    public int Int(string column) => reader.GetInt32(reader.GetOrdinal(column));

    public long Long(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public long? LongOrNull(string column) => ReadValue<long>(column);

    public double Double(string column) => reader.GetDouble(reader.GetOrdinal(column));

    public double? DoubleOrNull(string column) => ReadValue<double>(column);

    public bool Bool(string column) => reader.GetBoolean(reader.GetOrdinal(column));

    public DateTimeOffset Time(string column) => reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal(column));

    public DateTimeOffset? TimeOrNull(string column) => ReadValue<DateTimeOffset>(column);

    public IReadOnlyList<T> List<T>(string column) => reader.GetFieldValue<T[]>(reader.GetOrdinal(column));

    private T? Read<T>(string column) where T : class => reader.GetOrdinal(column) is var at && reader.IsDBNull(at) ? null : reader.GetFieldValue<T>(at);

    private T? ReadValue<T>(string column) where T : struct => reader.GetOrdinal(column) is var at && reader.IsDBNull(at) ? null : reader.GetFieldValue<T>(at);
}
