using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Claims. Whether their arms and metrics exist is asked when the stages are known.</summary>
internal static class ClaimBinder
{
    public static IReadOnlyList<BoundClaim> Bind(MapReader top)
    {
        var map = top.MapAt("claims")?.Value as MapNode;
        return Names.Read(map, "claims", "claim", top.Bag, (entry, claim, path) => Bind(entry, claim, path, top.Bag)).Values.OfType<BoundClaim>().ToList();
    }

    private static BoundClaim? Bind(MapEntry entry, MapNode map, string path, DiagnosticBag bag)
    {
        var reader = new MapReader(map, entry.Key.Span, path, Language.Claim, bag);
        var metric = reader.RequiredText("metric", "metric: STAGE.METRIC");
        var expect = reader.RequiredText("expect", "expect: ARM > ARM");
        var fallback = new ClaimSpec { Metric = "", Expect = "" };
        var spec = new ClaimSpec
        {
            Metric = metric ?? "", Expect = expect ?? "",
            Margin = reader.Real("margin") ?? fallback.Margin, Confidence = reader.Real("confidence") ?? fallback.Confidence,
        };
        var expectation = expect is null ? null : Expectation(reader, expect);
        SpecValidators.Check(spec, reader);
        return metric is null ? null : new BoundClaim(entry.Name, spec, reader, expectation);
    }

    private static Expectation? Expectation(MapReader reader, string text)
    {
        if (Specs.Expectation.TryRead(text, out var problem) is { } expectation) return expectation;
        reader.Broken.Add("expect");
        var span = TextPart.Of((ScalarNode)reader.Map["expect"]!, problem!.Start, problem.Length);
        reader.Bag.Error(DiagnosticCodes.BadExpectation, span, reader.PathOf("expect"), $"'expect' {problem.Message}", problem.Hint);
        return null;
    }
}
