using System.Globalization;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>Floating-point numbers as Python's json writes them (8.0, 1e-06), so that other programs read a float as a float.</summary>
internal static class PythonNumber
{
    public static JsonNode Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        // Python goes over to exponents at 1e16, .NET at 1e15.
        if (text.Contains('e') && Math.Abs(value) is >= 1 and < 1e16) text = value.ToString("F1", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.Contains('e') || text.Contains('.') ? text : text + ".0")!;
    }
}
