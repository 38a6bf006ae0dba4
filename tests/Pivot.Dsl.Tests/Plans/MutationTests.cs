using CsCheck;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>Whatever is done to a good spec: the compiler answers with a plan or with errors that have a place, and drops nothing silently.</summary>
public class MutationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(GoldenFile.Folder(), "three-arms.yaml"));
    private static readonly string[] Lines = Text.Split('\n');

    [Fact]
    public void Deleting_any_line_gives_a_plan_or_errors()
    {
        for (int i = 0; i < Lines.Length; i++) Answers(string.Join('\n', Lines.Where((_, at) => at != i)));
        Assert.Equal(39, Lines.Length);
    }

    [Fact]
    public void Changing_any_character_gives_a_plan_or_errors() => Gen.Select(Gen.Int[0, Text.Length - 1], Gen.OneOf(new[] { "", "x", "0", "-", ":", ",", "{", "}", "[", "]", "\n", " ", "\t", "'", "\"", "#", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "é", "\u2028" }.Select(Gen.Const).ToArray()))
        .Sample((at, mutation) => Answers(Text[..at] + mutation + Text[(at + 1)..]), iter: 500);

    [Fact]
    public void Cutting_the_text_anywhere_gives_a_plan_or_errors() => Gen.Int[0, Text.Length].Sample(at => Answers(Text[..at]), iter: 150);

    [Fact]
    public void Rubbish_gives_errors() => Gen.String[Gen.Char[" \n:-[]{}#&*!|>'\"%@`,?ab01~<"], 0, 40].Sample(Answers, iter: 1000);

    [Fact]
    public void A_misspelt_key_is_never_accepted()
    {
        int tried = 0;
        foreach (var (line, at) in Lines.Select((line, at) => (line, at)))
        {
            foreach (var key in Keys(line))
            {
                var changed = line[..key] + "q" + line[key..];
                var compilation = SpecFile.Compile(string.Join('\n', Lines.Select((l, i) => i == at ? changed : l)));
                // A name (of a stage, a model, an arm) is a person's to choose: then the plan has it, or what named it is an error.
                bool isName = compilation.Plan is { } plan && (plan.Arms.Concat(plan.Spec.Stages.Keys).Concat(plan.Spec.Models.Keys).Concat(plan.Spec.Data.Keys)).Any(n => n.StartsWith('q'));
                Assert.True(isName || compilation.Diagnostics.HasErrors, changed);
                tried++;
            }
        }

        Assert.Equal(112, tried);
    }

    private static IEnumerable<int> Keys(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            bool starts = char.IsAsciiLetterLower(line[i]) && (i == 0 || line[i - 1] is ' ' or '{');
            int end = i;
            while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '-' or '.')) end++;
            if (starts && end < line.Length && line[end] == ':') yield return i;
        }
    }

    private static void Answers(string text)
    {
        var compilation = SpecFile.Compile(text);
        Assert.Equal(compilation.Plan is null, compilation.Diagnostics.HasErrors);
        Assert.All(compilation.Diagnostics, d => Assert.True(d.Span is { Line: > 0, Column: > 0 } && d.Message.Length > 0 && d.Code.StartsWith("PVT")));
        Assert.NotNull(DiagnosticText.Render(compilation.Diagnostics));
    }
}
