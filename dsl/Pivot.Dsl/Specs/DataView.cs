namespace Pivot.Dsl.Specs;

/// <summary>What a stage reads: rows of one kind, from the built-in world or from files.</summary>
public abstract record DataView
{
    /// <summary>What a row is.</summary>
    public abstract SampleKind Kind { get; }
}
