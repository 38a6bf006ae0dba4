namespace Pivot.Dsl.Diagnostics;

/// <summary>How grave a diagnostic is. Only <see cref="Error"/> stops a plan.</summary>
public enum Severity
{
    /// <summary>The spec cannot be planned or run.</summary>
    Error,

    /// <summary>The spec runs, and something in it is likely not what was meant (a confound, a merged duplicate).</summary>
    Warning,
}
