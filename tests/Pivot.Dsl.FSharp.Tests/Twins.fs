/// The twin files, and what the tests compare.
module Pivot.Dsl.FSharp.Tests.Twins

open System
open System.IO
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.Plans
open Xunit

let private root =
    let rec upward (folder: DirectoryInfo | null) =
        match folder with
        | null -> failwith $"no Pivot.Runner.sln above {AppContext.BaseDirectory}"
        | found when File.Exists(Path.Combine(found.FullName, "Pivot.Runner.sln")) -> found.FullName
        | below -> upward below.Parent

    upward (DirectoryInfo AppContext.BaseDirectory)

/// A file of the repository.
let repositoryFile (path: string) = Path.Combine(root, path)

/// The folder of the F# front end's tests.
let folder = repositoryFile "tests/Pivot.Dsl.FSharp.Tests"

/// The folder of the YAML twins.
let twins = Path.Combine(folder, "Twins")

/// The plan, or a failed test that says what is wrong with the spec.
let plan (compilation: Compilation) =
    match compilation.Plan with
    | null ->
        Assert.Fail(DiagnosticText.Render compilation.Diagnostics)
        failwith "not reached"
    | plan -> plan
