namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>How statements go on.</summary>
internal enum TemplateFlow
{
    /// <summary>With the next one.</summary>
    On,

    /// <summary>With the loop's next item.</summary>
    Continue,

    /// <summary>Behind the loop.</summary>
    Break,
}
