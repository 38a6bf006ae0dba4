using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Building;
using Pivot.Dsl.Sweeps;

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
        if (SpecLoader.Load(file, diagnostics) is not { } root) return new Compilation(null, diagnostics);
        var plan = SpecCompiler.Compile(SetArguments.Apply(root, sets, diagnostics), inspector, diagnostics);
        return new Compilation(diagnostics.HasErrors ? null : plan, diagnostics);
    }
}
