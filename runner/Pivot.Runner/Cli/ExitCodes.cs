namespace Pivot.Runner.Cli;

/// <summary>What the program says to whoever started it.</summary>
public static class ExitCodes
{
    /// <summary>Everything asked for is done.</summary>
    public const int Done = 0;

    /// <summary>A stage failed, or the program itself did.</summary>
    public const int Failed = 1;

    /// <summary>The spec or the arguments are invalid.</summary>
    public const int Invalid = 2;

    /// <summary>The environment is not fit: store, libtorch.</summary>
    public const int Unfit = 3;

    /// <summary>Interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
