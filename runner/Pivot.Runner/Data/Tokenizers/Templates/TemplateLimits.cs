namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>What a template may use: it comes with a checkpoint, from outside.</summary>
internal static class TemplateLimits
{
    /// <summary>Longest template in UTF-16 units.</summary>
    public const int Source = 1 << 18;

    /// <summary>Expressions and statements evaluated in one rendering.</summary>
    public const int Steps = 1_000_000;

    /// <summary>Longest text made, the output included, in UTF-16 units.</summary>
    public const int Text = 1 << 22;

    /// <summary>Longest list made.</summary>
    public const int Items = 1 << 18;

    /// <summary>Expressions within expressions and blocks within blocks, as they are written.</summary>
    public const int Depth = 100;

    /// <summary>Evaluations within evaluations: long chains, macros within macros, lists within lists.</summary>
    public const int Evaluations = 500;
}
