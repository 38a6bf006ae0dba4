using System.Globalization;
using System.Text.RegularExpressions;

namespace Pivot.Runner.Scripts;

/// <summary>An exception that ended a script, read from what <c>dotnet fsi</c> prints of it.</summary>
/// <param name="Message">Type and message of the exception, on one line.</param>
/// <param name="File">Full path of the script in which it was thrown, or null.</param>
/// <param name="Line">Line there, or 0.</param>
internal sealed partial record ScriptFailure(string Message, string? File, int Line)
{
    /// <summary>The innermost exception and the first place in a script on its way out, or null when the text tells of none.</summary>
    /// <param name="text">The script's error stream.</param>
    public static ScriptFailure? Read(string text)
    {
        var trace = Frame().Match(text);
        if (!trace.Success) return null;
        var head = text[..trace.Index].TrimEnd();
        int inner = head.LastIndexOf(" ---> ", StringComparison.Ordinal);
        var told = inner >= 0 ? head[(inner + 6)..] : head[(Exception().Matches(head).LastOrDefault()?.Index ?? 0)..];
        var place = Place().Match(text, trace.Index);
        return new ScriptFailure(Blanks().Replace(told.Trim(), " "), place.Success ? place.Groups[1].Value : null,
            place.Success ? int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"^   at ", RegexOptions.Multiline)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^[\w.`+<>$]+(Exception|Error|Failure)\w*\b", RegexOptions.Multiline)]
    private static partial Regex Exception();

    [GeneratedRegex(@" in (.+\.fsx?):line (\d+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
