namespace Pivot.Dsl.Specs;

/// <summary>Questions of a public benchmark in its own files: formats <c>mmbench</c> (a table with the images in it) and <c>pope</c> (JSON lines; a folder is all files in it).</summary>
/// <param name="Format">The format's name.</param>
/// <param name="File">Absolute path of the file, or of the folder.</param>
/// <param name="Images">Absolute path of the folder the rows' image paths start from.</param>
/// <param name="Limit">Rows to read from the start, or null for all.</param>
/// <param name="Suffix">The last line of a prompt, which says what the answer must be; empty for none, null for LLaVA's.</param>
public sealed record BenchmarkFileView(string Format, string File, string Images, int? Limit = null, string? Suffix = null) : RowsView(File, Images)
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Question;
}
