namespace Pivot.Runner.Training;

/// <summary>Which rows of a training set are held out for its learning curve: a twentieth, at most 128, evenly spread.</summary>
/// <param name="Train">Row numbers that are trained on.</param>
/// <param name="HeldOut">Row numbers that are only evaluated.</param>
public sealed record HeldOutRows(IReadOnlyList<int> Train, IReadOnlyList<int> HeldOut)
{
    private const int Share = 20;
    private const int Most = 128;

    /// <summary>Splits rows 0..count-1. A function of the count alone, so that arms and seeds hold out the same rows.</summary>
    public static HeldOutRows Split(int count)
    {
        var number = Math.Min(count / Share, Most);
        if (number == 0) return new HeldOutRows([.. Enumerable.Range(0, count)], []);
        var held = Enumerable.Range(0, number).Select(i => (int)((i + 0.5) * count / number)).ToHashSet();
        return new HeldOutRows([.. Enumerable.Range(0, count).Where(i => !held.Contains(i))], [.. held.Order()]);
    }
}
