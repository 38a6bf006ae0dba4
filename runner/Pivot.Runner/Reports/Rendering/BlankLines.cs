namespace Pivot.Runner.Reports.Rendering;

/// <summary>Blank lines that a template's conditions leave behind.</summary>
internal static class BlankLines
{
    /// <summary>Markdown with at most one blank line in a row, code blocks left as they are, ended by one line feed.</summary>
    public static string Squeeze(string markdown)
    {
        var lines = new List<string>();
        var inCode = false;
        foreach (var line in markdown.Split('\n').Select(l => l.TrimEnd()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inCode = !inCode;
            if (inCode || line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0)) lines.Add(line);
        }
        return string.Join('\n', lines).TrimEnd() + "\n";
    }
}
