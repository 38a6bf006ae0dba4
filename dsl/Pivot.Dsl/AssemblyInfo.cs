using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Pivot.Dsl.Tests")]
[assembly: InternalsVisibleTo("Pivot.Dsl.FSharp")]
