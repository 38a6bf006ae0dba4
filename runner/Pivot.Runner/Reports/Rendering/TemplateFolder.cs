namespace Pivot.Runner.Reports.Rendering;

/// <summary>Where the report's templates are, and which there are.</summary>
/// <param name="path">The folder, or null for <c>templates/</c> beside the program.</param>
internal sealed class TemplateFolder(string? path)
{
    private const string Ending = ".md.scriban";

    /// <summary>Absolute path of the folder.</summary>
    public string FolderPath { get; } = Path.GetFullPath(path ?? Path.Combine(AppContext.BaseDirectory, "templates"));

    /// <summary>Path of the Markdown template with a name.</summary>
    /// <exception cref="ReportException">There is none; the message lists those there are.</exception>
    public string Markdown(string name)
    {
        var file = Path.Combine(FolderPath, name + Ending);
        // A name with a path in it would read files outside the folder.
        if (Path.GetFileName(name) == name && File.Exists(file)) return file;
        if (!Directory.Exists(FolderPath)) throw new ReportException($"the template folder {FolderPath} does not exist");
        var known = Directory.GetFiles(FolderPath, "*" + Ending).Select(f => Path.GetFileName(f)[..^Ending.Length]).Order(StringComparer.Ordinal).ToList();
        throw new ReportException(
            $"there is no report template '{name}' in {FolderPath}; there {(known.Count == 0 ? "are none" : $"is {string.Join(", ", known)}")}. "
            + $"Set report.template to one of these, or add {name}{Ending} there.");
    }

    /// <summary>Path of a file of the page's shell.</summary>
    /// <exception cref="ReportException">It is not there.</exception>
    public string Page(string file) => File.Exists(Path.Combine(FolderPath, file)) ? Path.Combine(FolderPath, file)
        : throw new ReportException($"{file} is missing in the template folder {FolderPath}");
}
