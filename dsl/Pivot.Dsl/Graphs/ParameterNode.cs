namespace Pivot.Dsl.Graphs;

/// <summary>A parameter of a module.</summary>
/// <param name="Name">Its name within the module: <c>weight</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Type">Its type: <c>float32</c>.</param>
/// <param name="Tied">Whether it is the same tensor as an earlier one.</param>
public sealed record ParameterNode(string Name, IReadOnlyList<long> Shape, string Type = "float32", bool Tied = false)
{
    /// <summary>Number of its elements.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);
}
