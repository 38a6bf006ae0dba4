using Pivot.Dsl.Diagnostics;

namespace Pivot.Runner.Cli;

/// <summary>The one place where diagnostics are printed.</summary>
internal static class DiagnosticOutput
{
    /// <summary>For a person.</summary>
    public static void WriteText(TextWriter to, DiagnosticBag diagnostics)
    {
        if (diagnostics.Count > 0) to.WriteLine(DiagnosticText.Render(diagnostics));
    }

    /// <summary>For a program: an array of <c>{file,line,column,code,severity,path,message,hint}</c>.</summary>
    public static void WriteJson(TextWriter to, DiagnosticBag diagnostics) => to.WriteLine(DiagnosticJson.Render(diagnostics));
}
