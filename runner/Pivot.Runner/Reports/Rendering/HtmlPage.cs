using Markdig;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>The report as one page: Markdown to HTML in a shell that carries its own style; only figures are other files.</summary>
internal static class HtmlPage
{
    private static readonly MarkdownPipeline Extensions = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().Build();

    /// <summary>Renders the page.</summary>
    public static string Render(TemplateFolder templates, string title, string markdown) => ReportTemplate.Render(templates.Page("report.html"), new
    {
        Title = title,
        Style = File.ReadAllText(templates.Page("report.css")).Trim(),
        Body = Markdown.ToHtml(markdown, Extensions).Trim(),
    });
}
