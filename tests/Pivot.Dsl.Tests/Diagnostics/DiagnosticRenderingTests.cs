using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Diagnostics;

public class DiagnosticRenderingTests
{
    private static readonly Diagnostic Sample = new("PVT201", Severity.Error, new("a.yaml", 2, 3, 2, 8), "stages.post", "unknown key 'depht'", "did you mean 'depth'?");

    [Fact]
    public void Text_shows_the_line_a_caret_and_the_hint() => Assert.Equal(
        "a.yaml:2:3: error PVT201: unknown key 'depht'\n  2 |   depht: 4\n    |   ^^^^^\n  hint: did you mean 'depth'?\n",
        DiagnosticText.Render(Sample, _ => "x: 1\r\n  depht: 4\r\n"));

    [Fact]
    public void Text_without_its_source_leaves_the_line_out() => Assert.Equal(
        "a.yaml:2:3: warning PVT201: unknown key 'depht'\n",
        DiagnosticText.Render(Sample with { Severity = Severity.Warning, Hint = null }, _ => "only one line"));

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
