namespace Pivot.Dsl.Specs;

/// <summary>How a claim expects the left arm to stand to the right one.</summary>
public enum ExpectedRelation
{
    /// <summary><c>&gt;</c>: the left one has the larger value.</summary>
    Above,

    /// <summary><c>&lt;</c>: the left one has the smaller value.</summary>
    Below,

    /// <summary><c>=</c>: they differ by no more than the margin.</summary>
    Equal,
}
