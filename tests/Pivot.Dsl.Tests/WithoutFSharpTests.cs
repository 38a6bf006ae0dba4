using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests;

/// <summary>From C# the language is records and one compiler: no type of F# is needed or met.</summary>
public sealed class WithoutFSharpTests
{
    [Fact]
    public void The_compiler_refers_to_no_assembly_of_fsharp() =>
        Assert.DoesNotContain(typeof(ExperimentCompiler).Assembly.GetReferencedAssemblies(), a => a.Name!.Contains("FSharp", StringComparison.Ordinal));

    [Fact]
    public void A_text_becomes_a_plan_of_records()
    {
        var compilation = ExperimentCompiler.CompileText("""
            pivot: 1
            name: from-csharp
            data: { scenes: { source: scenes, train: 600, test: 100 } }
            models: { nano: { vision_tower: { arch: siglip, width: 64, heads: 2 } } }
            stages: { see: { kind: contrastive, model: nano, data: scenes.captions, steps: 5 } }
            """, "<text>", "/", [], inspector: null);
        Assert.False(compilation.Diagnostics.HasErrors, DiagnosticText.Render(compilation.Diagnostics));
        var node = Assert.Single(compilation.Plan!.Nodes);
        Assert.IsType<Pivot.Dsl.Specs.ContrastiveSpec>(node.Spec);
    }
}
