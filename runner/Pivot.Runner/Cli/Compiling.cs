using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Scripts;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands call the compiler.</summary>
internal static class Compiling
{
    /// <summary>Compiles a spec, looks at the data it names (keys hold digests of it) and counts what is in it.</summary>
    /// <param name="file">The YAML file, or a script (<c>.fsx</c>).</param>
    /// <param name="sets"><c>--set</c> arguments.</param>
    /// <param name="store">Root of the store; digests of unchanged files are kept under it.</param>
    public static Compilation CompileAndCount(string file, IReadOnlyList<string> sets, string store) => Compile(file, sets, store, count: true);

    /// <summary>Compiles a spec and looks at the data it names, without counting what only a forecast needs.</summary>
    /// <inheritdoc cref="CompileAndCount"/>
    public static Compilation Compile(string file, IReadOnlyList<string> sets, string store) => Compile(file, sets, store, count: false);

    private static Compilation Compile(string file, IReadOnlyList<string> sets, string store, bool count)
    {
        var cache = Path.Combine(store, "data");
        var inspector = new DataInspector(cache, full: true, count: count) { Checkpoints = new Stages.CheckpointInspector(cache).Inspect };
        return ScriptCompiler.IsScript(file) ? ScriptCompiler.Compile(file, sets, inspector) : ExperimentCompiler.Compile(file, sets, inspector);
    }
}
