using System.Globalization;
using System.Text.RegularExpressions;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Runner.Scripts;

/// <summary>Reads the messages of the F# compiler and of <c>dotnet fsi</c>, and says them as diagnostics.</summary>
internal static partial class FSharpMessages
{
    /// <summary>Errors and warnings in a text; information is left out. A message goes on over lines until the next one, or a blank line behind an indented part.</summary>
    /// <param name="text">The compiler's error stream.</param>
    public static IReadOnlyList<FSharpMessage> Read(string text)
    {
        var matches = Head().Matches(text).ToList();
        return matches.Select((match, i) => Message(match, text[(match.Index + match.Length)..(i + 1 < matches.Count ? matches[i + 1].Index : text.Length)]))
            .Where(m => m is not null).Select(m => m!).Distinct().ToList();
    }

    /// <summary>A message as a diagnostic: F#'s own words, and as hint the names or the types that it proposes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="file">The file as it is shown.</param>
    public static Diagnostic ToDiagnostic(FSharpMessage message, string file)
    {
        var (text, hint) = (message.Text, (string?)null);
        if (text.IndexOf("Maybe you want", StringComparison.Ordinal) is > 0 and var maybe) (text, hint) = (text[..maybe].TrimEnd(), text[maybe..]);
        else if (text.IndexOf("Available overloads:", StringComparison.Ordinal) is > 0 and var overloads)
        {
            var types = Taken().Matches(text[overloads..]).Select(m => m.Groups[1].Value).Distinct().ToList();
            (text, hint) = (text[..overloads].TrimEnd(), types.Count == 0 ? null : $"it takes {string.Join(", or ", types)}");
        }

        if (message.Number == "FS0078" && text.Contains("Pivot.Dsl.FSharp.dll", StringComparison.Ordinal)) hint = "correct the path or remove the line: an editor needs it, pivot brings its own";
        var severity = message.IsError ? Severity.Error : Severity.Warning;
        return new Diagnostic(DiagnosticCodes.Script, severity, message.Span with { File = file }, "", $"{text} ({message.Number})", hint);
    }

    private static FSharpMessage? Message(Match head, string rest)
    {
        if (head.Groups["kind"].Value == "info") return null;
        int Number(string group) => int.Parse(head.Groups[group].Value, CultureInfo.InvariantCulture);
        var (line, column) = (Number("line"), Number("column"));
        var (endLine, endColumn) = head.Groups["endline"].Success ? (Number("endline"), Number("endcolumn")) : (line, column + 1);
        var text = Blanks().Replace((head.Groups["text"].Value + "\n" + rest).Trim(), " ");
        return new FSharpMessage(new SourceSpan(PathOf(head.Groups["file"].Value), line, column, endLine, endColumn), head.Groups["kind"].Value == "error",
            head.Groups["number"].Value, text);
    }

    // With ranges, the compiler writes every path with backslashes.
    private static string PathOf(string file) => OperatingSystem.IsWindows() || File.Exists(file) ? file : file.Replace('\\', '/');

    [GeneratedRegex(@"^(?<file>[^\n]+?)\((?<line>\d+),(?<column>\d+)(,(?<endline>\d+),(?<endcolumn>\d+))?\): (\w+ )??(?<kind>error|warning|info) (?<number>FS\d+): (?<text>[^\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Head();

    // The second parameter of "member TrainingBuilder.LearningRate: block: Block * rate: Number * ...": what is written behind a keyword.
    [GeneratedRegex(@"member [\w.]+: block: Block \* \w+: ([\w ]+?) \*")]
    private static partial Regex Taken();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
