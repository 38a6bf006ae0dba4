using Pivot.Dsl.Plans;
namespace Pivot.Runner.Execution;
/// <summary>stub</summary>
public static class MicroBatch
{
    /// <summary>stub</summary>
    public static bool IsOutOfMemory(Exception e) => e is OutOfMemoryException;
    /// <summary>stub</summary>
    public static PlanNode? Halved(PlanNode node) => null;
    /// <summary>stub</summary>
    public static PlanNode? Halved(PlanNode node, int times) => null;
}
