using System.Text.Json;

namespace Pivot.Dsl.Diagnostics;

/// <summary>Diagnostics for programs: <c>[{file,line,column,code,severity,path,message,hint,notes:[{file,line,column,message}]}]</c>.</summary>
public static class DiagnosticJson
{
    /// <summary>All of them in the order of the bag, indented.</summary>
    public static string Render(DiagnosticBag diagnostics)
    {
        return IndentedJson.Of(json =>
        {
            json.WriteStartArray();
            foreach (var diagnostic in diagnostics) Write(json, diagnostic);
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        WritePlace(json, diagnostic.Span);
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("path", diagnostic.Path);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("hint", diagnostic.Hint);
        json.WriteStartArray("notes");
        foreach (var note in diagnostic.Notes)
        {
            json.WriteStartObject();
            WritePlace(json, note.Span);
            json.WriteString("message", note.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceSpan span)
    {
        json.WriteString("file", span.File);
        json.WriteNumber("line", span.Line);
        json.WriteNumber("column", span.Column);
    }
}
