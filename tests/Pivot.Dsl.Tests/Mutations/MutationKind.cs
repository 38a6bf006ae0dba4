namespace Pivot.Dsl.Tests.Mutations;

/// <summary>What is done to an entry of a good spec.</summary>
public enum MutationKind
{
    /// <summary>A letter of its key is mistyped.</summary>
    MisspellKey,

    /// <summary>A letter of its value is mistyped.</summary>
    MisspellValue,

    /// <summary>It is written a second time behind itself.</summary>
    Duplicate,

    /// <summary>Its value becomes one of another type.</summary>
    Retype,

    /// <summary>It is removed.</summary>
    Delete,

    /// <summary>It is moved to another map.</summary>
    Move,
}
