namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Kinds of template tokens.</summary>
internal enum TemplateTokenKind
{
    /// <summary>Text outside of tags.</summary>
    Data,

    /// <summary><c>{{</c>.</summary>
    OutputStart,

    /// <summary><c>}}</c>.</summary>
    OutputEnd,

    /// <summary><c>{%</c>.</summary>
    BlockStart,

    /// <summary><c>%}</c>.</summary>
    BlockEnd,

    /// <summary>An identifier or keyword.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a point or an exponent.</summary>
    Real,

    /// <summary>An operator or bracket.</summary>
    Operator,

    /// <summary>The end.</summary>
    End,
}
