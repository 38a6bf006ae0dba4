using CsCheck;

namespace Pivot.Dsl.Tests.Sweeps;

public class SweepPropertyTests
{
    private static readonly string[] Paths = ["stages.see.steps", "stages.align.steps", "stages.post.steps", "stages.post.batch_size"];

    private static readonly Gen<int[]> Sizes = Gen.Int[1, 4].Array[1, 4];

    [Fact]
    public void A_grid_has_as_many_points_as_the_product_of_its_axes() =>
        Sizes.Sample(sizes => Count(Grid(sizes)) == sizes.Aggregate((a, b) => a * b), iter: 20);

    [Fact]
    public void A_product_of_axes_is_their_grid() =>
        Sizes.Sample(sizes => Texts(Grid(sizes)).SequenceEqual(Texts($"{{ product: [{string.Join(", ", sizes.Select((size, i) => $"{{ grid: {{ {Axis(i, size)} }} }}"))}] }}")), iter: 15);

    [Fact]
    public void A_sum_has_the_points_of_its_parts_one_after_another() => Sizes.Sample(sizes =>
    {
        var parts = sizes.Select((size, i) => $"{{ grid: {{ {Axis(i, size)} }} }}").ToList();
        return Texts($"{{ sum: [{string.Join(", ", parts)}] }}").SequenceEqual(parts.SelectMany(Texts));
    }, iter: 15);

    [Fact]
    public void A_zip_has_as_many_points_as_its_axes_have_values() => Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4]).Sample((size, axes) =>
        Count($"{{ zip: {{ {string.Join(", ", Enumerable.Range(0, axes).Select(i => Axis(i, size)))} }} }}") == size, iter: 15);

    [Fact]
    public void When_and_exclude_part_the_points_and_keep_their_order() => Gen.Select(Sizes, Gen.Int[1, 3]).Where((sizes, bound) => sizes[0] > bound).Sample((sizes, bound) =>
    {
        var all = Texts(Grid(sizes)).ToList();
        var condition = $"{{ {Paths[0]}: {{ above: {bound} }} }}";
        var kept = Texts(Grid(sizes, $", when: {condition}")).ToList();
        var others = Texts(Grid(sizes, $", exclude: {condition}")).ToList();
        return kept.Count + others.Count == all.Count && all.Where(kept.Contains).SequenceEqual(kept) && all.Where(others.Contains).SequenceEqual(others) && !kept.Intersect(others).Any();
    }, iter: 20);

    private static string Grid(int[] sizes, string more = "") => $"{{ grid: {{ {string.Join(", ", sizes.Select((size, i) => Axis(i, size)))} }}{more} }}";

    private static string Axis(int at, int size) => $"{Paths[at]}: [{string.Join(", ", Enumerable.Range(1, size))}]";

    private static int Count(string sweep) => Texts(sweep).Distinct().Count();

    private static IEnumerable<string> Texts(string sweep) =>
        SpecFile.Plan(SpecText.With($"sweep: {sweep}")).Trials.Select(t => string.Join(' ', t.Point.Select(p => $"{p.Key}={p.Value}")));
}
