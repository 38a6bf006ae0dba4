namespace Pivot.Dsl.FSharp
