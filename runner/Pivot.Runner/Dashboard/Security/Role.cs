namespace Pivot.Runner.Dashboard.Security;

/// <summary>What somebody may do.</summary>
public enum Role
{
    /// <summary>Look at everything.</summary>
    View,

    /// <summary>And cancel, pause, retry and order runs.</summary>
    Operate,
}
