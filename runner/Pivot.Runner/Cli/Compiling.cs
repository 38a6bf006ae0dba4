using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands call the compiler.</summary>
internal static class Compiling
{
    /// <summary>Compiles a spec.</summary>
    /// <param name="file">The YAML file.</param>
    /// <param name="sets"><c>--set</c> arguments.</param>
    /// <param name="store">Root of the store; what is learnt about data on disk is kept under it.</param>
    /// <param name="full">Whether data is read whole (before a run, on validation) or only as far as keys need it.</param>
    public static Compilation Compile(string file, IReadOnlyList<string> sets, string store, bool full)
    {
        var inspector = new DataInspector(Path.Combine(store, "data"), full);
        return ExperimentCompiler.Compile(file, sets, inspector);
    }
}
