using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Preflight;

namespace Pivot.Runner.Tests.Preflight;

/// <summary>A small spec, compiled and checked against a host made up for the test.</summary>
internal static class PreflightSpec
{
    public const string Text = """
        pivot: 1
        name: small
        data:
          scenes: { source: scenes, image_size: 32, train: 64, test: 16 }
        models:
          nano:
            vision_tower:   { arch: siglip, image_size: 32, patch_size: 8, width: 32, depth: 2, heads: 2 }
            language_model: { arch: qwen2, width: 32, depth: 2, heads: 2 }
        stages:
          see:  { kind: contrastive, model: nano, data: scenes.captions, steps: 8, batch_size: 16 }
          post: { kind: sft, from: see, data: scenes.instruct, steps: 8, batch_size: 16 }
          vqa:  { kind: benchmark, from: post, data: scenes.test, batch_size: 2 }
        """;

    public static HostFacts Roomy { get; } = new("cpu", null, 1L << 40, 1L << 40, "/store");

    public static IReadOnlyList<Diagnostic> Check(HostFacts host, string text = Text, RunSpec? run = null, Func<string, bool>? isCached = null) =>
        Check(host, out _, text, run, isCached);

    public static IReadOnlyList<Diagnostic> Check(HostFacts host, out PlanForecast forecast, string text = Text, RunSpec? run = null, Func<string, bool>? isCached = null)
    {
        var compilation = ExperimentCompiler.CompileText(text, "<small>", "/", [], new DataInspector(null, full: true, count: true));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        // What a run may use is in no key: put in here, so that the checks are tested apart from the reading of units.
        var plan = compilation.Plan with { Spec = compilation.Plan.Spec with { Run = run ?? compilation.Plan.Spec.Run } };
        forecast = PlanForecast.Of(plan, isCached ?? (_ => false), new CostTable(plan).Of, new AssumedSpeeds("cpu", 1), 1);
        var bag = new DiagnosticBag();
        PlanChecks.Check(compilation with { Plan = plan }, isCached ?? (_ => false), forecast, host, bag);
        return [.. bag];
    }
}
