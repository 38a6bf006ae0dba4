module Pivot.Dsl.FSharp.Tests.ReadmeTests

open System.IO
open Xunit

[<Fact>]
let The_example_of_the_readme_is_the_one_compiled_here () =
    let source = File.ReadAllText(Path.Combine(Twins.folder, "ReadmeExample.fs"))
    let example = source.Substring(source.IndexOf("open Pivot.Dsl.FSharp", System.StringComparison.Ordinal))
    Assert.Contains($"```fsharp\n{example}```", File.ReadAllText(Twins.repositoryFile "dsl/Pivot.Dsl.FSharp/README.md"))

[<Fact>]
let The_example_of_the_readme_compiles_to_a_plan () =
    let plan = Twins.plan ReadmeExample.compilation
    Assert.Equal<string>([ "sft"; "dpo-0.05"; "dpo-0.1"; "dpo-0.5"; "none" ], plan.Arms)
    Assert.Empty ReadmeExample.compilation.Diagnostics
    Assert.StartsWith("pivot: 1\nname: sft-or-dpo\n", ReadmeExample.yaml)
