using System.Runtime.InteropServices;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using DataException = Pivot.Runner.Data.DataException;

namespace Pivot.Runner.Execution;

/// <summary>Turns what a stage threw into the cause that stands in the run's record.</summary>
internal static class StageFailure
{
    /// <summary>The file in a stage's folder that holds the trace of an error that is ours.</summary>
    public const string TraceFile = "error.txt";

    /// <summary>
    /// Whether another attempt may end otherwise. What the spec, the data or the mathematics decide (a <see cref="StageException"/>, a
    /// <see cref="DataException"/>) comes out the same again; a device, a disk, a lack of memory may have been somebody else's doing.
    /// </summary>
    public static bool MayPass(Exception e) => Root(e) is not (StageException or DataException);

    /// <summary>The class of a failure.</summary>
    public static FailureClass ClassOf(Exception e) => Root(e) switch
    {
        DivergedException => FailureClass.Diverged,
        StageException => FailureClass.Spec,
        DataException => FailureClass.Data,
        var root when MicroBatch.IsOutOfMemory(root) => FailureClass.OutOfMemory,
        // Its own disk, its store, its libtorch: another host may have them whole.
        HostException or IOException or UnauthorizedAccessException => FailureClass.Host,
        DllNotFoundException or TypeInitializationException => FailureClass.Host,
        ExternalException external when external.Message.Contains("CUDA error", StringComparison.Ordinal) => FailureClass.Host,
        _ => FailureClass.Code,
    };

    /// <summary>One line for the person who wrote the spec. What is no mistake of theirs also leaves its trace in the stage's folder.</summary>
    public static string Describe(Exception e, StageFolder folder) => Root(e) switch
    {
        var root and (StageException or DataException or HostException or IOException or UnauthorizedAccessException) => root.Message,
        // libtorch's messages go on with a C++ trace.
        ExternalException root => $"libtorch: {root.Message.Trim().Split('\n')[0].TrimEnd()}{Trace(e, folder)}",
        OutOfMemoryException root => $"out of memory: {root.Message}",
        var root => $"{root.GetType().Name}: {root.Message.Split('\n')[0].TrimEnd()}{Trace(e, folder)}",
    };

    // Work that was done in parallel wraps what went wrong, once for each that did.
    private static Exception Root(Exception e) => e is AggregateException { InnerExceptions: [var first, ..] } ? Root(first) : e;

    private static string Trace(Exception e, StageFolder folder)
    {
        var path = Path.Combine(folder.Path, TraceFile);
        try
        {
            AtomicFile.Write(path, e + "\n");
            return $" (an error of this program; the trace is in {path})";
        }
        catch (Exception io) when (io is IOException or UnauthorizedAccessException)
        {
            return $" (an error of this program; its trace could not be written: {io.Message})";
        }
    }
}
