namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Fields of a message by their numbers. One that is missing or of another type reads as if it were not there.</summary>
internal sealed class ThriftStruct : Dictionary<int, object>
{
    public long? Number(int field) => TryGetValue(field, out var value) && value is long number ? number : null;

    public bool Truth(int field, bool fallback) => TryGetValue(field, out var value) && value is bool truth ? truth : fallback;

    public string? Text(int field) => TryGetValue(field, out var value) && value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    public ThriftStruct? Struct(int field) => TryGetValue(field, out var value) ? value as ThriftStruct : null;

    public IEnumerable<T> List<T>(int field) => TryGetValue(field, out var value) && value is List<object> items ? items.OfType<T>() : [];
}
