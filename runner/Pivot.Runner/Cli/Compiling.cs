using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Scripts;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands call the compiler.</summary>
internal static class Compiling
{
    /// <summary>Compiles a spec and looks at the data it names: keys hold digests of it.</summary>
    /// <param name="file">The YAML file, or a script (<c>.fsx</c>).</param>
    /// <param name="sets"><c>--set</c> arguments.</param>
    /// <param name="store">Root of the store; digests of unchanged files are kept under it.</param>
    public static Compilation Compile(string file, IReadOnlyList<string> sets, string store)
    {
        var inspector = new DataInspector(Path.Combine(store, "data"), full: true);
        return ScriptCompiler.IsScript(file) ? ScriptCompiler.Compile(file, sets, inspector) : ExperimentCompiler.Compile(file, sets, inspector);
    }
}
