using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>A Scriban template. An unknown name in it is an error, never an empty text.</summary>
internal static class ReportTemplate
{
    /// <summary>Renders a template file.</summary>
    /// <param name="path">The template.</param>
    /// <param name="model">What its names mean: public properties in snake_case.</param>
    /// <exception cref="ReportException">The template has a mistake; the message says where, as <c>file:line:column</c>.</exception>
    public static string Render(string path, object model)
    {
        var template = Template.Parse(File.ReadAllText(path), path);
        if (template.HasErrors)
            throw new ReportException(string.Join('\n', template.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => $"{Place(m.Span)}: {m.Message}")));
        var names = new ScriptObject();
        names.Import(model);
        names.Import("md", new Func<string?, string>(Escape.Markdown));
        var context = new TemplateContext
        {
            StrictVariables = true, EnableRelaxedMemberAccess = false, EnableRelaxedTargetAccess = false,
            LoopLimit = 0, LimitToString = 0, TemplateLoader = null, NewLine = "\n",
        };
        context.PushGlobal(names);
        try
        {
            return template.Render(context).ReplaceLineEndings("\n");
        }
        catch (ScriptRuntimeException e)
        {
            throw new ReportException($"{Place(e.Span)}: {e.OriginalMessage}", e);
        }
    }

    // Scriban counts lines and columns from 0.
    private static string Place(SourceSpan span) => $"{span.FileName}:{span.Start.Line + 1}:{span.Start.Column + 1}";
}
