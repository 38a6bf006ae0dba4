namespace Pivot.Runner.Scripts;

/// <summary>Has the F# compiler proper look at a script without running it: unlike <c>dotnet fsi</c> it does not stop at the first error, and it tells ranges.</summary>
internal static class ScriptCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Everything it says; empty when there is no compiler or it finds nothing.</summary>
    /// <param name="script">Full path of the script.</param>
    /// <param name="references">Full paths of the assemblies that the script is given.</param>
    public static IReadOnlyList<FSharpMessage> Messages(string script, IEnumerable<string> references)
    {
        if (DotnetProcess.CompilerFolder() is not { } folder) return [];
        // The object `fsi` and the symbol INTERACTIVE are what a script has under `dotnet fsi`.
        string[] arguments =
        [
            Path.Combine(folder, "fsc.dll"), "--nologo", "--targetprofile:netcore", "--typecheckonly", "--nowarn:75", "--vserrors", "--define:INTERACTIVE",
            $"--reference:{Path.Combine(folder, "FSharp.Compiler.Interactive.Settings.dll")}", .. references.Select(r => $"--reference:{r}"), script,
        ];
        var output = DotnetProcess.Run(arguments, new Dictionary<string, string>(), Limit, _ => { });
        return output.Stopped ? [] : FSharpMessages.Read(output.Errors);
    }
}
