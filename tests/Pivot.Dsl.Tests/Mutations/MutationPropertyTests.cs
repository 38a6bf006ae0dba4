using System.Collections.Concurrent;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>One mistake in a good spec, twenty thousand times: it is said, at its place, or the plan is another one.</summary>
public class MutationPropertyTests(ITestOutputHelper output)
{
    private const int Count = 20_000;

    [Fact]
    public void Every_mistake_is_said_at_its_place()
    {
        var kinds = Enum.GetValues<MutationKind>();
        var specs = GoodSpec.All;
        int seed = int.Parse(Environment.GetEnvironmentVariable("PIVOT_MUTATION_SEED") ?? "1");
        var tried = new ConcurrentDictionary<(MutationKind, string), int>();
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, Count, i =>
        {
            var random = new Random(seed * 1_000_003 + i);
            var (spec, kind) = (specs[i % specs.Count], kinds[i / specs.Count % kinds.Length]);
            var mutation = Draw(new Mutator(spec, random), kind);
            tried.AddOrUpdate((kind, spec.Name), 1, (_, n) => n + 1);
            if (Try(spec, mutation) is { } wrong) failures.Add(wrong);
        });
        Assert.True(failures.IsEmpty, $"{failures.Count} of {Count}:\n{string.Join("\n\n", failures.DistinctBy(f => f[..f.LastIndexOf(": ", f.IndexOf('\n'), StringComparison.Ordinal)]).OrderBy(f => f.Length).Take(12))}");
        Assert.Equal(Count, tried.Values.Sum());
        Assert.Equal(kinds.Length * specs.Count, tried.Count);
        Assert.All(tried.Values, n => Assert.True(n > 300));
        output.WriteLine($"{Count} mutations of {specs.Count} specs");
    }

    private static Mutation Draw(Mutator mutator, MutationKind kind)
    {
        while (true)
        {
            if (mutator.Draw(kind) is { } mutation) return mutation;
        }
    }

    private static string? Try(GoodSpec spec, Mutation mutation)
    {
        try
        {
            var compilation = spec.Compile(mutation.Text);
            if (Verdict.Of(spec, mutation, compilation) is not { } wrong) return null;
            var said = DiagnosticText.Render(compilation.Diagnostics);
            return $"{spec.Name}: {mutation.Kind} {mutation.Place}: {mutation.Change}\n  {wrong}\n{said[..Math.Min(said.Length, 1500)]}";
        }
        catch (Exception e)
        {
            return $"{spec.Name}: {mutation.Kind} {mutation.Place}: {mutation.Change}\n{e}";
        }
    }
}
