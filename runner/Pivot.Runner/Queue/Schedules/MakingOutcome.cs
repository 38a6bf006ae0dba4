namespace Pivot.Runner.Queue.Schedules;

/// <summary>How the making of an occurrence's run ended.</summary>
public enum MakingOutcome
{
    /// <summary>The run is there, made now or before.</summary>
    Made,

    /// <summary>The spec or its data is not valid any more; the same again would end the same.</summary>
    Invalid,

    /// <summary>Something else stood in the way; it is tried again.</summary>
    Unfit,
}
