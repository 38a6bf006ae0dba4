using System.Text.Json;

namespace Pivot.Runner.Store;

/// <summary>How the store writes JSON.</summary>
public static class StoreJson
{
    /// <summary>For files a person may open.</summary>
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n" };
}
