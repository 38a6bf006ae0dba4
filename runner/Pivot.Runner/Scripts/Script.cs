using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.FSharp;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Scripts;

/// <summary>One run of a script.</summary>
/// <param name="file">Path of the script, as the user gave it.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class Script(string file, DiagnosticBag diagnostics)
{
    private static readonly string[] References =
        [.. new[] { "Pivot.Dsl.FSharp.dll", "Pivot.Dsl.dll" }.Select(name => Path.Combine(AppContext.BaseDirectory, name))];

    private readonly string _full = Path.GetFullPath(file);
    private readonly List<Diagnostic> _warnings = [];

    /// <summary>Runs it. False when it does not compile, throws or does not end; what is wrong is among the diagnostics.</summary>
    /// <param name="folder">Where it leaves the experiments that it declares.</param>
    /// <param name="limit">Time it may take.</param>
    public bool Run(string folder, TimeSpan limit)
    {
        var variables = new Dictionary<string, string> { [Declaration.Variable] = folder };
        string[] options = ["fsi", "--quiet", "--nologo", "--readline-", "--gui-", .. References.Select(r => $"--reference:{r}"), _full];
        var output = DotnetProcess.Run(options, variables, limit, Console.Error.WriteLine);
        if (output.Stopped)
        {
            Report(DiagnosticCodes.ScriptFailed, 1, $"the script did not end within {limit.TotalSeconds:0} s and was stopped", "does it wait for something, or compute what an experiment does not need?");
            return false;
        }

        var messages = FSharpMessages.Read(output.Errors);
        if (output.ExitCode == 0)
        {
            _warnings.AddRange(messages.Select(ToDiagnostic));
            Forward(output.Errors, messages);
            return true;
        }

        if (messages.Any(m => m.IsError)) ReportRefused(messages);
        else if (ScriptFailure.Read(output.Errors) is { } failure) ReportFailure(failure);
        else ReportEnd(output);
        return false;
    }

    /// <summary>A compilation with the F# compiler's warnings of the script among its diagnostics.</summary>
    public Compilation WithWarnings(Compilation compilation)
    {
        foreach (var warning in _warnings) compilation.Diagnostics.Add(warning);
        if (compilation.Diagnostics.TextOf(file) is null) compilation.Diagnostics.AddText(file, File.ReadAllText(_full));
        return compilation;
    }

    // fsi stops at the first error; the compiler proper tells all of them.
    private void ReportRefused(IReadOnlyList<FSharpMessage> first)
    {
        var all = ScriptCheck.Messages(_full, References);
        foreach (var message in all.Any(m => m.IsError) ? all : first) diagnostics.Add(ToDiagnostic(message));
    }

    private void ReportFailure(ScriptFailure failure)
    {
        var place = failure.File is null || failure.File == _full ? "" : $" (at {Shown(failure.File)}:{failure.Line})";
        Report(DiagnosticCodes.ScriptFailed, failure.File == _full ? failure.Line : 1, $"the script failed: {failure.Message}{place}", null);
    }

    private void ReportEnd(ProcessOutput output)
    {
        if (DotnetProcess.CompilerFolder() is null) throw DotnetProcess.NoSdk("this .NET has none");
        var said = output.Errors.Trim().Split('\n')[^1].Trim();
        Report(DiagnosticCodes.ScriptFailed, 1, $"the script ended with exit code {output.ExitCode}{(said.Length == 0 ? "" : $": {said}")}", null);
    }

    private void Report(string code, int line, string message, string? hint)
    {
        var text = diagnostics.TextOf(file)!.Split('\n').ElementAtOrDefault(line - 1)?.TrimEnd() ?? "";
        diagnostics.Error(code, new(file, line, text.Length - text.TrimStart().Length + 1, line, text.Length + 1), "", message, hint);
    }

    private Diagnostic ToDiagnostic(FSharpMessage message)
    {
        var shown = Shown(message.Span.File);
        if (shown != file && diagnostics.TextOf(shown) is null && File.Exists(message.Span.File)) diagnostics.AddText(shown, File.ReadAllText(message.Span.File));
        return FSharpMessages.ToDiagnostic(message, shown);
    }

    private string Shown(string path)
    {
        if (path == _full) return file;
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    // What the script itself printed to the error stream: all of it where the compiler said nothing; else it cannot be told apart from what the compiler said.
    private static void Forward(string errors, IReadOnlyList<FSharpMessage> messages)
    {
        if (messages.Count == 0 && errors.Trim().Length > 0) Console.Error.Write(errors);
    }
}
