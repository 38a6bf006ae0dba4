using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Cli;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Cli;

public sealed class OutputTests
{
    private readonly Plan _plan = Plan(Node("see"), Node("post", "see"));

    [Fact]
    public void The_text_of_a_plan_says_what_is_shared_and_what_is_in_the_store()
    {
        var lines = PlanOutput.Text(_plan, new HashSet<string> { Key("see") }).Split('\n');
        Assert.Equal($"plan test {_plan.Hash}", lines[0]);
        Assert.Contains("1 trial, 2 stages asked for, 2 after sharing, 1 in the store", lines);
        Assert.Equal(["KEY", "STAGE", "KIND", "SEED", "ARMS", "READS", "IN", "STORE"], lines[5].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([Key("see")[..8], "see", "sft", "0", "all", "-", "yes"], lines[6].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([Key("post")[..8], "post", "sft", "0", "all", $"from:{Key("see")[..8]}", "no"], lines[7].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_json_of_a_plan_has_the_names_that_were_promised()
    {
        var json = JsonNode.Parse(PlanOutput.Json(_plan, new HashSet<string> { Key("see") }))!.AsObject();
        Assert.Equal(["name", "hash", "trials", "stages_requested", "stages_distinct", "stages_cached", "arms", "nodes"], json.Select(p => p.Key));
        Assert.Equal((1, 2, 2, 1), ((int)json["trials"]!, (int)json["stages_requested"]!, (int)json["stages_distinct"]!, (int)json["stages_cached"]!));
        var node = json["nodes"]![1]!.AsObject();
        Assert.Equal(["key", "stage", "kind", "parents", "arms", "seeds", "cached"], node.Select(p => p.Key));
        Assert.Equal(Key("see"), (string)node["parents"]!["from"]!);
        Assert.False((bool)node["cached"]!);
    }

    [Fact]
    public void The_graph_of_a_plan_has_its_nodes_and_its_edges()
    {
        const string expected =
            """
            flowchart TD
              n0["see<br/>sft<br/>seed 0"]
              n1["post<br/>sft<br/>seed 0"]
              n0 -->|from| n1
              classDef done stroke-width:3px
              class n0 done

            """;
        Assert.Equal(expected, PlanOutput.Mermaid(_plan, new HashSet<string> { Key("see") }));
    }

    [Fact]
    public void Diagnostics_as_json_are_an_array_even_when_there_are_none()
    {
        var empty = new StringWriter();
        DiagnosticOutput.WriteJson(empty, []);
        Assert.Equal("[]", empty.ToString().Trim());

        var to = new StringWriter();
        DiagnosticOutput.WriteJson(to, [new Diagnostic("PVT201", Severity.Error, new SourceSpan("a.yaml", 3, 5, 3, 9), "stages.post.beta", "no", "yes")]);
        var one = JsonNode.Parse(to.ToString())![0]!.AsObject();
        Assert.Equal(["file", "line", "column", "code", "severity", "path", "message", "hint"], one.Select(p => p.Key));
        Assert.Equal(("a.yaml", 3, 5, "error"), ((string)one["file"]!, (int)one["line"]!, (int)one["column"]!, (string)one["severity"]!));
    }

    [Fact]
    public void The_summary_counts_and_names_what_failed()
    {
        var start = DateTimeOffset.UnixEpoch;
        var record = new RunRecord
        {
            PlanHash = _plan.Hash, StartedAt = start, FinishedAt = start.AddSeconds(187), Host = Host,
            Stages =
            [
                new StageRecord(Key("see"), "see", "sft", StageState.Failed, 0, "loss is NaN"),
                new StageRecord(Key("post"), "post", "sft", StageState.Skipped, 0, "needs see"),
            ],
        };
        var to = new StringWriter { NewLine = "\n" };
        RunSummary.Write(to, _plan, record, Path.Combine(Environment.CurrentDirectory, "runs", "report.md"));
        Assert.Equal(
            "failed  see: loss is NaN\nstages  2: 0 run, 0 from the store, 1 failed, 1 skipped, in 3 min 07 s\nreport  runs/report.md\n", to.ToString());
    }

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(59.99, "1 min 00 s")]
    [InlineData(187, "3 min 07 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Durations_read_well(double seconds, string text) => Assert.Equal(text, Words.Duration(TimeSpan.FromSeconds(seconds)));
}
