using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pivot.Dsl.Diagnostics;

/// <summary>How everything that is printed for programs is written: indented, any script unescaped, a line break at the end.</summary>
internal static class IndentedJson
{
    /// <summary>What <paramref name="write"/> writes, as text.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
