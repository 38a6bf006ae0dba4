namespace Pivot.Runner.Store;

/// <summary>What kind of failure ended an attempt at a stage: decides whether, where and when it is tried again.</summary>
public enum FailureClass
{
    /// <summary>The device's or the host's memory did not suffice.</summary>
    OutOfMemory,

    /// <summary>Loss or gradient became NaN or infinite: comes out the same again.</summary>
    Diverged,

    /// <summary>Data could not be read.</summary>
    Data,

    /// <summary>The spec asks for what cannot be done.</summary>
    Spec,

    /// <summary>The host is not fit: disk full, store not writable, libtorch or device not there.</summary>
    Host,

    /// <summary>An error of this program, or one that libtorch told.</summary>
    Code,

    /// <summary><c>run.timeout</c> is spent.</summary>
    Timeout,

    /// <summary>The stage's process was killed by somebody else; most often the system, for want of memory.</summary>
    Killed,

    /// <summary>The stage's process ended by itself, by a native abort.</summary>
    Crashed,

    /// <summary>The stage told no progress for too long.</summary>
    Stalled,

    /// <summary>The host was lost, or lost its lease.</summary>
    Lost,
}
