module Pivot.Dsl.FSharp.Tests.ExperimentTests
open Xunit
[<Fact>]
let one () = Assert.True true
