using System.Reflection;
using System.Security.Cryptography;

namespace Pivot.Runner.Dashboard.Assets;

/// <summary>A file that the pages need, out of the program itself.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Tag">Names this version of it.</param>
internal sealed record Asset(string Type, byte[] Bytes, string Tag)
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Asset> All { get; } = new Dictionary<string, Asset>
    {
        ["dashboard.css"] = Read("dashboard.css", "text/css; charset=utf-8"),
        ["dashboard.js"] = Read("dashboard.js", "text/javascript; charset=utf-8"),
        ["pivot.svg"] = Read("pivot.svg", "image/svg+xml"),
    };

    private static Asset Read(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"dashboard/{name}") ?? throw new InvalidOperationException($"{name} is not in the program");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(type, bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
    }
}
