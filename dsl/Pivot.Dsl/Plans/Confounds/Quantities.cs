namespace Pivot.Dsl.Plans.Confounds;

/// <summary>What arms can differ in besides what they are about.</summary>
[Flags]
public enum Quantities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Optimizer updates in all stages before what is measured.</summary>
    Updates = 1,

    /// <summary>Rows seen in all of them.</summary>
    Samples = 2,

    /// <summary>Text tokens read in all of them.</summary>
    Tokens = 4,

    /// <summary>Rows per update of a stage.</summary>
    EffectiveBatch = 8,

    /// <summary>Parameters that a stage trains.</summary>
    TrainableParameters = 16,

    /// <summary>How, or on what, a stage measures.</summary>
    EvaluationProtocol = 32,
}
