namespace Pivot.Dsl.Graphs.Modules;

/// <summary>Which modules a stage has in memory.</summary>
internal enum ModelForm
{
    /// <summary>None: it works on stored features.</summary>
    None,

    /// <summary>A vision tower by itself, untrained.</summary>
    Tower,

    /// <summary>A vision and a text tower.</summary>
    Pair,

    /// <summary>Vision tower, projector and language model.</summary>
    Multimodal,
}
