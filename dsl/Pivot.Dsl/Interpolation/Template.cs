using System.Text;

namespace Pivot.Dsl.Interpolation;

/// <summary>A text with <c>${...}</c> in it, taken apart. <c>$${</c> is a <c>${</c> that is only text.</summary>
internal sealed class Template
{
    private Template(IReadOnlyList<object> pieces, IReadOnlyList<TemplateProblem> problems)
    {
        (Pieces, Problems) = (pieces, problems);
        References = pieces.OfType<Reference>().ToList();
    }

    /// <summary>In order: a string, or a <see cref="Reference"/>.</summary>
    public IReadOnlyList<object> Pieces { get; }

    public IReadOnlyList<Reference> References { get; }

    public IReadOnlyList<TemplateProblem> Problems { get; }

    /// <summary>The reference that the whole text is, or null.</summary>
    public Reference? Whole => Pieces is [Reference only] && Problems.Count == 0 ? only : null;

    /// <summary>The reference that the text begins with, or null.</summary>
    public Reference? First => Pieces.Count > 0 ? Pieces[0] as Reference : null;

    public static Template Parse(string text)
    {
        var pieces = new List<object>();
        var problems = new List<TemplateProblem>();
        var plain = new StringBuilder();
        int i = 0;
        while (i < text.Length)
        {
            if (At(text, i, "$${"))
            {
                plain.Append("${");
                i += 3;
            }
            else if (At(text, i, "${"))
            {
                if (plain.Length > 0) pieces.Add(plain.ToString());
                plain.Clear();
                i = Read(text, i, pieces, problems);
            }
            else
            {
                plain.Append(text[i++]);
            }
        }

        if (plain.Length > 0) pieces.Add(plain.ToString());
        return new Template(pieces, problems);
    }

    private static int Read(string text, int start, List<object> pieces, List<TemplateProblem> problems)
    {
        int close = text.IndexOf('}', start), next = text.IndexOf("${", start + 2, StringComparison.Ordinal);
        if (close < 0 || (next >= 0 && next < close))
        {
            int end = next >= 0 ? next : text.Length;
            var broken = text[(start + 2)..end];
            var name = new string(broken.TrimStart().TakeWhile(c => IsNamePart(c) || c == '.').ToArray());
            problems.Add(next >= 0 && next < close
                ? new(start, 2, "'${' stands within another '${...}'", "one name stands between '${' and '}'")
                : new(start, name.Length == 0 ? 2 : 2 + broken.IndexOf(name, StringComparison.Ordinal) + name.Length, "'${' is not closed by '}'", $"write '${{{(name.Length == 0 ? "NAME" : name)}}}', or '$${{' where the text itself has '${{'"));
            return end;
        }

        var inner = text[(start + 2)..close];
        if (IsPath(inner)) pieces.Add(new Reference(inner, start));
        else problems.Add(new(start, close + 1 - start, Complaint(inner), HintFor(inner)));
        return close + 1;
    }

    private static string Complaint(string inner) =>
        inner.Trim().Length == 0 ? "'${}' names nothing" : $"'{inner}' between '${{' and '}}' is no name and no dotted path";

    private static string HintFor(string inner) =>
        IsPath(inner.Trim()) ? $"write '${{{inner.Trim()}}}'" : "'${NAME}' is a variable, '${stages.STAGE.KEY}' a value of the spec; sums, defaults and functions are not part of the language";

    private static bool IsPath(string text) => text.Length > 0 && text.Split('.').All(step => step.Length > 0 && step.All(IsNamePart));

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static bool At(string text, int index, string what) => string.CompareOrdinal(text, index, what, 0, what.Length) == 0;
}
