using System.Security.Cryptography;
using Pivot.Dsl.Specs;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;
using SkiaSharp;

namespace Pivot.Runner.Tests.Reports;

public class ReportTests
{
    [Fact]
    public void A_finished_run_gives_the_golden_report()
    {
        using var run = new ExampleRun();
        GoldenText.Check("report/report.md", run.WriteMarkdown());
        GoldenText.Check("report/arms.csv", File.ReadAllText(Path.Combine(run.ReportFolder, "tables", "arms.csv")));
        GoldenText.Check("report/claims.csv", File.ReadAllText(Path.Combine(run.ReportFolder, "tables", "claims.csv")));
        GoldenText.Check("report/claims.tex", File.ReadAllText(Path.Combine(run.ReportFolder, "tables", "claims.tex")));
        GoldenText.Check("report/vqa-groups.tex", File.ReadAllText(Path.Combine(run.ReportFolder, "tables", "vqa-groups.tex")));
    }

    [Fact]
    public void A_failed_stage_gives_the_golden_report_with_its_cause_and_what_it_stopped()
    {
        using var run = new ExampleRun();
        run.Fail(run.Node("post", "dpo", 1), "the loss became NaN at step 40: lower learning_rate (now 0.001) or clip_norm");
        GoldenText.Check("report/failed.md", run.WriteMarkdown());
    }

    [Fact]
    public void A_stage_done_in_smaller_micro_batches_is_marked_in_the_golden_report_wherever_a_row_rests_on_it()
    {
        using var run = new ExampleRun();
        run.Adjust(run.Node("post", "dpo", 1), new Adjustment(4, 1, "out of memory on cuda:0"));
        GoldenText.Check("report/adjusted.md", run.WriteMarkdown());
        var tex = File.ReadAllText(Path.Combine(run.ReportFolder, "tables", "arms.tex"));
        Assert.Contains("dpo$^{\\dagger}$ &", tex);
        Assert.Contains("% † dpo: post trained in smaller micro-batches than asked for, see Training.", tex);
        Assert.DoesNotContain("sft$", tex);
    }

    [Fact]
    public void The_same_results_give_the_same_bytes_in_every_file()
    {
        using var run = new ExampleRun();
        var first = DigestsOf(run.Write());
        Assert.Equal(first, DigestsOf(run.Write()));
        Assert.Equal(2 + 7 + 14, first.Count);
    }

    [Fact]
    public void Every_figure_the_texts_name_exists_and_shows_something()
    {
        using var run = new ExampleRun();
        var files = run.Write();
        Assert.Equal(7, files.Figures.Count);
        foreach (var text in new[] { File.ReadAllText(files.Markdown), File.ReadAllText(files.Html) })
            Assert.All(files.Figures, f => Assert.Contains($"figures/{Path.GetFileName(f)}", text));
        Assert.All(files.Figures, f =>
        {
            using var picture = SKBitmap.Decode(f);
            Assert.Equal(1840, picture.Width);
            Assert.True(picture.Pixels.Distinct().Count() > 50, $"{f} is blank");
            Assert.InRange(new FileInfo(f).Length, 5_000, 600_000);
        });
    }

    [Fact]
    public void The_page_needs_no_other_file_than_its_figures_and_tables()
    {
        using var run = new ExampleRun();
        var html = File.ReadAllText(run.Write().Html);
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<link", html);
        Assert.Contains("Is there a &lt;red&gt; thing", html);
        Assert.Contains("<th style=\"text-align: right;\">vqa.accuracy ↑</th>", html);
    }

    [Fact]
    public void Every_reference_to_a_stage_leads_to_a_line_of_the_list_and_every_link_to_a_file()
    {
        using var run = new ExampleRun();
        var markdown = run.WriteMarkdown();
        var references = System.Text.RegularExpressions.Regex.Matches(markdown, @"\]\(#(s\d+)\)").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(references.Count > 20);
        Assert.All(references, r => Assert.Contains($"<a id=\"{r}\"></a>", markdown));
        var links = System.Text.RegularExpressions.Regex.Matches(markdown, @"\]\(([^#)][^)]*)\)").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(links.Count > 40);
        Assert.All(links, l => Assert.True(Path.Exists(Path.Combine(run.ReportFolder, l)), l));
    }

    [Fact]
    public void A_figure_of_an_earlier_report_that_is_not_drawn_again_is_removed()
    {
        using var run = new ExampleRun();
        Directory.CreateDirectory(Path.Combine(run.ReportFolder, "figures"));
        var stale = Path.Combine(run.ReportFolder, "figures", "stale.png");
        File.WriteAllText(stale, "");
        run.Write();
        Assert.False(File.Exists(stale));
    }

    [Fact]
    public void A_run_in_which_everything_failed_still_gives_a_report()
    {
        using var run = new ExampleRun();
        run.Fail(run.Plan.Nodes[0], "no such file: images/1.png");
        var markdown = run.WriteMarkdown();
        Assert.Contains("No comparison can be made", markdown);
        Assert.Contains("no such file: images/1.png", markdown);
        Assert.Contains("sft, vqa.accuracy, linear.top1, segment.miou and gradient.in_mask: see failed.", markdown);
    }

    [Fact]
    public void An_unknown_template_is_named_with_those_there_are()
    {
        using var run = new ExampleRun();
        run.Plan = run.Plan with { Spec = run.Plan.Spec with { Report = new ReportSpec { Template = "ablaton" } } };
        var error = Assert.Throws<ReportException>(() => run.Write());
        Assert.Contains("no report template 'ablaton'", error.Message);
        Assert.Contains("ablation", error.Message);
    }

    [Fact]
    public void An_unknown_name_in_a_template_is_an_error_with_its_place()
    {
        using var run = new ExampleRun();
        var folder = Path.Combine(run.Root, "templates");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ablation.md.scriban"), "# {{ title }}\n\n{{ host.naem }}\n");
        var error = Assert.Throws<ReportException>(() => run.Write(folder));
        Assert.StartsWith(Path.Combine(folder, "ablation.md.scriban") + ":3:", error.Message);
        Assert.Contains("naem", error.Message);
    }

    [Fact]
    public void A_damaged_file_of_the_store_is_named()
    {
        using var run = new ExampleRun();
        var scores = run.FolderOf(run.Node("vqa", "sft", 0).Key).Scores;
        File.WriteAllText(scores, "{ \"accuracy\": ");
        Assert.Contains(scores, Assert.Throws<ReportException>(() => run.Write()).Message);
    }

    private static Dictionary<string, string> DigestsOf(ReportFiles files) =>
        new[] { files.Markdown, files.Html }.Concat(files.Figures).Concat(files.Tables)
            .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
}
