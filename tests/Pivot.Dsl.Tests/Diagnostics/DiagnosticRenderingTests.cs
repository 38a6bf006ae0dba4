using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Diagnostics;

public class DiagnosticRenderingTests
{
    private static readonly Diagnostic Sample = new("PVT201", Severity.Error, new("a.yaml", 2, 3, 2, 8), "stages.post", "unknown key 'depht'", "did you mean 'depth'?");

    private static readonly Diagnostic WithNotes = Sample with
    {
        Notes = [new(new("b.yaml", 1, 1, 1, 8), "extended here"), new(new("a.yaml", 2, 10, 2, 11), "'heads' is 4 here")],
    };

    [Fact]
    public void Text_shows_the_line_a_caret_and_the_hint() => Assert.Equal(
        "a.yaml:2:3: error PVT201: unknown key 'depht'\n  2 |   depht: 4\n    |   ^^^^^\n  hint: did you mean 'depth'?\n",
        DiagnosticText.Render(Sample, _ => "x: 1\r\n  depht: 4\r\n"));

    [Fact]
    public void Text_without_its_source_leaves_the_line_out() => Assert.Equal(
        "a.yaml:2:3: warning PVT201: unknown key 'depht'\n",
        DiagnosticText.Render(Sample with { Severity = Severity.Warning, Hint = null }, _ => "only one line"));

    [Fact]
    public void Notes_come_behind_the_hint_with_their_line_when_it_is_another() => Assert.Equal(
        "a.yaml:2:3: error PVT201: unknown key 'depht'\n  2 |   depht: 4\n    |   ^^^^^\n  hint: did you mean 'depth'?\n"
        + "  note: b.yaml:1:1: extended here\n  1 | extends: a.yaml\n    | ^^^^^^^\n  note: a.yaml:2:10: 'heads' is 4 here\n",
        DiagnosticText.Render(WithNotes, file => file == "a.yaml" ? "x: 1\n  depht: 4\n" : "extends: a.yaml"));

    [Fact]
    public void Json_has_the_notes()
    {
        using var json = System.Text.Json.JsonDocument.Parse(DiagnosticJson.Render(new DiagnosticBag { WithNotes }));
        var notes = json.RootElement[0].GetProperty("notes");
        Assert.Equal(2, notes.GetArrayLength());
        Assert.Equal("""{"file":"b.yaml","line":1,"column":1,"message":"extended here"}""", System.Text.Json.JsonSerializer.Serialize(notes[0]));
    }

    [Fact]
    public void One_mistake_is_kept_once_and_gains_the_notes_that_are_new()
    {
        var bag = new DiagnosticBag { Sample };
        bag.Context = "arm 'b'";
        bag.Add(Sample with { Path = "stages.other", Message = "unknown key 'depht' in stage of kind dpo" });
        bag.Add(WithNotes);
        bag.Add(WithNotes);
        bag.Add(Sample with { Code = "PVT206", Message = "something else" });
        Assert.Equal(["unknown key 'depht'", "something else (in arm 'b')"], bag.Select(d => d.Message).OrderDescending());
        Assert.Equal([2, 0], bag.OrderByDescending(d => d.Message).Select(d => d.Notes.Count));
    }

    [Fact]
    public void A_long_line_is_cut_around_its_caret_and_a_shorter_one_is_whole()
    {
        var line = new string('x', 300);
        var span = new SourceSpan("a.yaml", 1, 200, 1, 203);
        Assert.Contains($"  1 | {new string('x', 160)}\n    | {new string(' ', 80)}^^^\n", DiagnosticText.Render(Sample with { Span = span }, _ => line));
        Assert.Contains($"  1 | {new string('x', 150)}\n    | {new string(' ', 119)}^^^\n", DiagnosticText.Render(Sample with { Span = span with { Column = 120, EndColumn = 123 } }, _ => line[..150]));
    }

    [Fact]
    public void Json_has_the_fields_that_programs_read()
    {
        var bag = new DiagnosticBag { Sample };
        using var json = System.Text.Json.JsonDocument.Parse(DiagnosticJson.Render(bag));
        var item = json.RootElement[0];
        Assert.Equal(["file", "line", "column", "code", "severity", "path", "message", "hint", "notes"], item.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("a.yaml", 2, 3, "error"), (item.GetProperty("file").GetString(), item.GetProperty("line").GetInt32(), item.GetProperty("column").GetInt32(), item.GetProperty("severity").GetString()));
        Assert.Equal("[]\n", DiagnosticJson.Render(new DiagnosticBag()));
    }

    [Fact]
    public void Equal_diagnostics_are_kept_once_and_come_in_the_order_of_the_text()
    {
        var bag = new DiagnosticBag { Sample, Sample with { Span = new("a.yaml", 1, 9, 1, 10) }, Sample };
        Assert.Equal([1, 2], bag.Select(d => d.Span.Line));
    }

    [Theory]
    [InlineData("depht", "depth")]
    [InlineData("Depth", "depth")]
    [InlineData("patchsize", "patch_size")]
    [InlineData("kvheads", "kv_heads")]
    [InlineData("zebra", null)]
    public void The_nearest_name_is_found_by_edit_distance(string found, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(found, ["heads", "depth", "width", "patch_size", "kv_heads"]));
}
