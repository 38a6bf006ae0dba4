using System.Text.Json;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Runner.Cli;

/// <summary>The one place where diagnostics are printed.</summary>
internal static class DiagnosticOutput
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For a person.</summary>
    public static void WriteText(TextWriter to, IEnumerable<Diagnostic> diagnostics)
    {
        // MERGE: Pivot.Dsl.Diagnostics.DiagnosticRenderer (source line, caret).
        foreach (var d in diagnostics)
        {
            to.WriteLine($"{d.Span}: {Word(d.Severity)} {d.Code}: {d.Message}");
            if (d.Hint is not null) to.WriteLine($"  {d.Hint}");
        }
    }

    /// <summary>For a program: an array of <c>{file,line,column,code,severity,path,message,hint}</c>.</summary>
    public static void WriteJson(TextWriter to, IEnumerable<Diagnostic> diagnostics) =>
        to.WriteLine(JsonSerializer.Serialize(
            diagnostics.Select(d => new
            {
                file = d.Span.File, line = d.Span.Line, column = d.Span.Column, code = d.Code, severity = Word(d.Severity), path = d.Path,
                message = d.Message, hint = d.Hint,
            }),
            Json));

    private static string Word(Severity severity) => severity == Severity.Error ? "error" : "warning";
}
