using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Diagnostics;

/// <summary>Every file of <c>Broken/</c> gives exactly the diagnostics of the text beside it.</summary>
public class BrokenSpecTests
{
    private static readonly string Folder = Path.Combine(GoldenFile.Folder(), "Broken");

    public static TheoryData<string> Specs => [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_broken_spec_gives_its_diagnostics(string name)
    {
        var compilation = Compile(name);
        Assert.Null(compilation.Plan);
        Assert.True(compilation.Diagnostics.HasErrors);
        var text = DiagnosticText.Render(compilation.Diagnostics).Replace(Folder + "/", "");
        GoldenFile.Matches(text, Path.Combine(Folder, Path.ChangeExtension(name, ".expected.txt")));
    }

    /// <summary>
    /// The place of every diagnostic, told by hand in <c>NAME.places.txt</c>: line and column, code, and the very text that is underlined. No
    /// environment variable accepts it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Specs))]
    public void Every_diagnostic_underlines_what_is_wrong(string name)
    {
        var expected = File.ReadAllLines(Path.Combine(Folder, Path.ChangeExtension(name, ".places.txt")));
        var found = Compile(name).Diagnostics.Select(d => $"{(Path.GetFileName(d.Span.File) == name ? "" : Path.GetRelativePath(Folder, d.Span.File) + ":")}{d.Span.Line}:{d.Span.Column} {d.Code} {Underlined(d.Span)}".TrimEnd());
        Assert.Equal(expected, found);
        Assert.Contains(expected, place => !place.StartsWith("1:1 ", StringComparison.Ordinal) || name is "empty.yaml" or "bom.yaml" or "a-list.yaml" or "missing-sections.yaml" or "directive-version.yaml");
    }

    [Fact]
    public void There_are_many_broken_specs()
    {
        Assert.True(Specs.Count >= 118, $"{Specs.Count}");
        Assert.Equal(Specs.Count, Directory.GetFiles(Folder, "*.places.txt").Length);
        Assert.Equal(Specs.Count, Directory.GetFiles(Folder, "*.expected.txt").Length);
    }

    // The text above the carets, read from the file and not from what the compiler remembers of it; a place of no width has one caret.
    private static string Underlined(SourceSpan span)
    {
        var line = File.ReadAllText(span.File).TrimStart('\ufeff').Split('\n')[span.Line - 1].TrimEnd('\r');
        int end = span.EndLine > span.Line ? line.Length : span.EndColumn - 1;
        end = Math.Min(line.Length, Math.Max(end, span.Column));
        return line[(span.Column - 1)..end].TrimEnd();
    }

    [Fact]
    public void A_file_with_five_mistakes_gives_five_diagnostics_each_at_its_place()
    {
        var places = Compile("five-mistakes.yaml").Diagnostics.Select(d => (d.Span.Line, d.Span.Column, d.Code));
        Assert.Equal([(7, 63, "PVT206"), (7, 77, "PVT201"), (8, 77, "PVT206"), (10, 48, "PVT304"), (11, 82, "PVT202")], places);
    }

    [Fact]
    public void Every_code_that_a_spec_alone_can_cause_is_shown_by_a_broken_spec()
    {
        var shown = Specs.SelectMany(row => Compile(row.Data).Diagnostics).Select(d => d.Code).ToHashSet();
        var all = typeof(DiagnosticCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        all.RemoveAll(code => code.StartsWith("PVT5")); // scripts have their own tests
        all.RemoveAll(code => code.StartsWith("PVT4") && code != DiagnosticCodes.ClassFile); // what an inspector finds
        // --set has its own tests; the warnings stop no plan.
        string[] elsewhere = [DiagnosticCodes.BadSet, DiagnosticCodes.SameArms, DiagnosticCodes.SamePoints, DiagnosticCodes.Confound];
        Assert.Equal(elsewhere, all.Where(code => !shown.Contains(code)));
    }

    private static Compilation Compile(string name) => ExperimentCompiler.Compile(Path.Combine(Folder, name), [], null);
}
