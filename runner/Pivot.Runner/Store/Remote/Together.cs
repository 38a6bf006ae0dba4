using System.Runtime.ExceptionServices;

namespace Pivot.Runner.Store.Remote;

/// <summary>Calls to a bucket side by side, a bounded number at a time. What goes wrong first is thrown as if they had gone one after the other.</summary>
internal static class Together
{
    /// <summary>Does something for each item.</summary>
    public static void Do<T>(IEnumerable<T> items, int atOnce, Action<T> act) =>
        Unwrapped(() => Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, act));

    /// <summary>What a function gives for the items, in any order.</summary>
    public static IReadOnlyList<TResult> Select<T, TResult>(IEnumerable<T> items, int atOnce, Func<T, TResult> select) =>
        Unwrapped(() => items.AsParallel().WithDegreeOfParallelism(atOnce).WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(select).ToList());

    private static T Unwrapped<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Capture(e.Flatten().InnerExceptions[0]).Throw();
            throw;
        }
    }
}
