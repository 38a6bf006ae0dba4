using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.FSharp;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Scripts;

/// <summary>
/// A script (<c>.fsx</c>) in the place of a YAML file: <c>dotnet fsi</c> runs it, it leaves the experiment it declares, and that is compiled
/// with every place led back to the script.
/// </summary>
public static class ScriptCompiler
{
    /// <summary>Time a script may take before it is stopped; one that writes down an experiment takes seconds.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether a spec is a script.</summary>
    public static bool IsScript(string file) => file.EndsWith(".fsx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs a script and compiles the experiment it declares. What it prints goes to the error stream.</summary>
    /// <param name="file">Path of the script, as the user gave it.</param>
    /// <param name="sets"><c>--set</c> arguments.</param>
    /// <param name="inspector">Looks at the data on disk; null skips that pass.</param>
    /// <param name="limit">Time the script may take; null for <see cref="Limit"/>.</param>
    /// <exception cref="HostException">There is no .NET SDK (PVT504).</exception>
    public static Compilation Compile(string file, IReadOnlyList<string> sets, IDataInspector? inspector, TimeSpan? limit = null)
    {
        var diagnostics = new DiagnosticBag();
        if (!ReadText(file, diagnostics)) return new Compilation(null, diagnostics);
        var folder = Directory.CreateTempSubdirectory("pivot-script-");
        try
        {
            var script = new Script(file, diagnostics);
            if (!script.Run(folder.FullName, limit ?? Limit)) return new Compilation(null, diagnostics);
            var declared = Declaration.ReadAll(folder.FullName);
            if (declared.Count == 1) return script.WithWarnings(declared[0].Compile(file, sets, inspector));
            ReportCount(declared, file, diagnostics);
            return new Compilation(null, diagnostics);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool ReadText(string file, DiagnosticBag diagnostics)
    {
        try
        {
            diagnostics.AddText(file, File.ReadAllText(file));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            diagnostics.Error(DiagnosticCodes.Unreadable, new(file, 1, 1, 1, 1), "", $"cannot read {file}: {why}");
            return false;
        }
    }

    private static void ReportCount(IReadOnlyList<Declaration> declared, string file, DiagnosticBag diagnostics)
    {
        if (declared.Count == 0)
        {
            diagnostics.Error(DiagnosticCodes.ScriptExperiment, new(file, 1, 1, 1, 1), "", "the script declares no experiment",
                "write 'open Pivot.Dsl.FSharp' and, not inside a function that is never called, 'experiment \"name\" { ... }'");
            return;
        }

        int line = Math.Max(1, declared[1].Line);
        var names = declared.Take(5).Select(d => $"'{d.Name}' (line {d.Line})").Concat(declared.Count > 5 ? ["..."] : Array.Empty<string>());
        diagnostics.Error(DiagnosticCodes.ScriptExperiment, new(file, line, 1, line, 1), "",
            $"the script declares {declared.Count} experiments, {string.Join(", ", names)}; a spec is one", "give each a script of its own, and what they share a third that both #load");
    }
}
