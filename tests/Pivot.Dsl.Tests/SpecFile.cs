using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests;

/// <summary>Specs written to a folder of their own, which goes with them.</summary>
public sealed class SpecFile : IDisposable
{
    public SpecFile() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "pivot-dsl-" + Guid.NewGuid().ToString("N"));

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public static Compilation Compile(string text, params string[] sets)
    {
        using var file = new SpecFile();
        return ExperimentCompiler.Compile(file.Write("spec.yaml", text), sets, null);
    }

    /// <summary>The plan, or a failed test that says what is wrong with the spec.</summary>
    public static Plan Plan(string text, params string[] sets) => Plan(Compile(text, sets));

    public static Plan Plan(Compilation compilation)
    {
        Assert.True(compilation.Plan is not null, Dsl.Diagnostics.DiagnosticText.Render(compilation.Diagnostics));
        return compilation.Plan!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
