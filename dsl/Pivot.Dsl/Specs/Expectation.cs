using Pivot.Dsl.Specs.Units;

namespace Pivot.Dsl.Specs;

/// <summary>What a claim expects, taken apart: <c>dpo > sft</c>.</summary>
/// <param name="Left">The arm on the left.</param>
/// <param name="Relation">How it is expected to stand to the other.</param>
/// <param name="Right">The arm on the right.</param>
public sealed record Expectation(string Left, ExpectedRelation Relation, string Right)
{
    private const string Example = "as in 'dpo > sft'";
    private const string Marks = "<>=!~\u2248\u2264\u2265\u2260";

    /// <summary>Reads <c>A > B</c>, <c>A &lt; B</c> or <c>A = B</c>, A and B being names of arms.</summary>
    /// <exception cref="FormatException">The text is none of these; of a compiled spec it always is one.</exception>
    public static Expectation Parse(string text) => TryRead(text, out var problem) ?? throw new FormatException($"'{text}' {problem!.Message}");

    /// <summary>The expectation, or null and which part of the text is wrong.</summary>
    internal static Expectation? TryRead(string text, out TextProblem? problem)
    {
        problem = null;
        int start = text.AsSpan().IndexOfAny(Marks);
        if (start < 0)
        {
            problem = WithoutMark(text);
            return null;
        }

        int end = start;
        while (end < text.Length && Marks.Contains(text[end])) end++;
        var (left, mark, right) = (text[..start], text[start..end], text[end..]);
        ExpectedRelation? relation = mark switch { ">" => ExpectedRelation.Above, "<" => ExpectedRelation.Below, "=" => ExpectedRelation.Equal, _ => null };
        problem = NotAName(left, 0, "before", mark)
            ?? (relation is null ? new TextProblem(start, mark.Length, $"has '{mark}' where one of >, < and = belongs", Instead(mark)) : null)
            ?? (right.AsSpan().IndexOfAny(Marks) is >= 0 and var more ? new TextProblem(end + more, text.TrimEnd().Length - end - more, "compares more than two arms", "make a claim of each pair") : null)
            ?? NotAName(right, end, "after", mark)
            ?? (left.Trim() == right.Trim() ? new TextProblem(0, text.Length, $"compares the arm '{left.Trim()}' with itself", null) : null);
        return problem is null ? new Expectation(left.Trim(), relation!.Value, right.Trim()) : null;
    }

    private static TextProblem WithoutMark(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3) return new(0, text.Length, "must name two arms with >, < or = between them", Example);
        int at = text.IndexOf(words[1], text.IndexOf(words[0], StringComparison.Ordinal) + words[0].Length, StringComparison.Ordinal);
        return new(at, words[1].Length, $"has '{words[1]}' where one of >, < and = belongs", Example);
    }

    private static TextProblem? NotAName(string part, int start, string where, string mark)
    {
        var name = part.Trim();
        int lead = part.Length - part.TrimStart().Length;
        if (name.Length == 0) return new(start + (where == "before" ? part.Length : 0), 1, $"names no arm {where} '{mark}'", Example);
        return name.Any(char.IsWhiteSpace) ? new(start + lead, name.Length, $"has '{name}' where the name of one arm belongs", Example) : null;
    }

    private static string Instead(string mark) => mark switch
    {
        ">=" or "=>" or "\u2265" => "write '>'; how much larger it must be is the claim's 'margin'",
        "<=" or "=<" or "\u2264" => "write '<'; how much smaller it must be is the claim's 'margin'",
        "==" or "~" or "~=" or "\u2248" => "write '='; how far apart they may be is the claim's 'margin'",
        _ => Example,
    };
}
