using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Pivot.Dsl.Tests")]
