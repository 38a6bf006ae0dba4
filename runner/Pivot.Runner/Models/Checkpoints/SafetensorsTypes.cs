using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The format's element types, in the order of its own enumeration from behind, which is the order of tensors in a file.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] Table =
    [
        ("I64", ScalarType.Int64, 8), ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("I32", ScalarType.Int32, 4),
        ("BF16", ScalarType.BFloat16, 2), ("F16", ScalarType.Float16, 2), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    // Of the format, and not of TorchSharp.
    private static readonly string[] Foreign =
        ["U64", "U32", "U16", "C64", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E5M2FNUZ", "F8_E4M3FNUZ", "F6_E3M2", "F6_E2M3", "F4"];

    private static string Names => string.Join(", ", Table.Select(row => row.Name));

    /// <summary>A type by the format's name for it.</summary>
    public static bool TryParse(string name, out ScalarType type, out int size)
    {
        var found = Array.FindIndex(Table, row => row.Name == name);
        (type, size) = found < 0 ? (default, 0) : (Table[found].Type, Table[found].Size);
        return found >= 0;
    }

    /// <summary>Why a type that <see cref="TryParse"/> does not know is not read, after "is of type ".</summary>
    public static string Refusal(string name) => !Foreign.Contains(name) ? $"'{name}', which the format does not have; supported are {Names}"
        : name[0] is 'F' ? $"{name}: numbers of fewer than 16 bits are not read, since what scales them lies outside the format; supported are {Names}. Take the checkpoint in BF16, or convert it"
        : $"{name}, which is not read; supported are {Names}";

    /// <summary>The format's name and size of a type.</summary>
    /// <exception cref="ArgumentException">The format has none.</exception>
    public static (string Name, int Size) Of(ScalarType type)
    {
        var found = Array.FindIndex(Table, row => row.Type == type);
        if (found < 0) throw new ArgumentException($"safetensors files cannot hold {type}; they hold {Names}");
        return (Table[found].Name, Table[found].Size);
    }

    /// <summary>A type's place in the order of tensors in a file: the widest first.</summary>
    public static int Rank(ScalarType type) => Array.FindIndex(Table, row => row.Type == type);
}
