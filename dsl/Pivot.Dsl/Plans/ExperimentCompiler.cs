using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Building;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans;

/// <summary>Text to plan: the whole compiler behind one method.</summary>
public static class ExperimentCompiler
{
    /// <summary>Compiles a file. Never throws for a mistake in it: every mistake is a diagnostic.</summary>
    /// <param name="file">Path of the YAML file, as the user gave it.</param>
    /// <param name="sets"><c>--set</c> arguments, <c>path=value</c>, the value being YAML; paths to files in them start from the current folder.</param>
    /// <param name="inspector">Looks at the data on disk; null skips that pass and leaves digests of files empty (no plan to run).</param>
    public static Compilation Compile(string file, IReadOnlyList<string> sets, IDataInspector? inspector)
    {
        var diagnostics = new DiagnosticBag();
        return Compile(SpecLoader.Load(file, diagnostics), sets, inspector, diagnostics);
    }

    /// <summary>Compiles a text that is in no file, such as one a front end has written. Otherwise as <see cref="Compile(string, IReadOnlyList{string}, IDataInspector?)"/>.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="name">What its mistakes are reported under, in place of a path: a name in angle brackets.</param>
    /// <param name="baseFolder">Where relative paths in the text start, <c>extends</c> included.</param>
    /// <param name="sets"><c>--set</c> arguments, <c>path=value</c>, the value being YAML; paths to files in them start from the current folder.</param>
    /// <param name="inspector">Looks at the data on disk; null skips that pass and leaves digests of files empty (no plan to run).</param>
    public static Compilation CompileText(string text, string name, string baseFolder, IReadOnlyList<string> sets, IDataInspector? inspector)
    {
        var diagnostics = new DiagnosticBag();
        return Compile(SpecLoader.Parse(text, name, baseFolder, diagnostics), sets, inspector, diagnostics);
    }

    private static Compilation Compile(MapNode? root, IReadOnlyList<string> sets, IDataInspector? inspector, DiagnosticBag diagnostics)
    {
        if (root is null) return new Compilation(null, diagnostics);
        var merged = SetArguments.Apply(root, sets, diagnostics);
        var plan = SpecCompiler.Compile(merged, inspector, diagnostics);
        return new Compilation(diagnostics.HasErrors ? null : plan, diagnostics) { Root = merged };
    }
}
