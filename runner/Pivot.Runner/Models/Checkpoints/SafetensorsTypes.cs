using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The format's element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] Table =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names => string.Join(", ", Table.Select(row => row.Name));

    public static bool TryParse(string? name, out ScalarType type, out int size)
    {
        var found = Array.FindIndex(Table, row => row.Name == name);
        (type, size) = found < 0 ? (default, 0) : (Table[found].Type, Table[found].Size);
        return found >= 0;
    }

    public static (string Name, int Size) Of(ScalarType type)
    {
        var found = Array.FindIndex(Table, row => row.Type == type);
        if (found < 0) throw new ArgumentException($"safetensors files cannot hold {type}; they hold {Names}");
        return (Table[found].Name, Table[found].Size);
    }
}
