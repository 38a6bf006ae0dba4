namespace Pivot.Dsl.Plans.Building;

/// <summary>The parts of a model that a node makes fresh, and whose widths are therefore in its key.</summary>
[Flags]
internal enum MadeParts
{
    /// <summary>All come out of a parent.</summary>
    None = 0,

    /// <summary>The vision tower.</summary>
    Tower = 1,

    /// <summary>Projector and language model.</summary>
    Language = 2,

    /// <summary>The tokenizer, wherever a language model or a text tower is made.</summary>
    Tokenizer = 4,
}
