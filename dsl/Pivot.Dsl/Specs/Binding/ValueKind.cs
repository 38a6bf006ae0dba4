namespace Pivot.Dsl.Specs.Binding;

/// <summary>What a single value of the language is.</summary>
internal enum ValueKind
{
    /// <summary>Anything, a map or a list too: the value of a variable.</summary>
    Any,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>Text; a number is read as it is written.</summary>
    Text,

    /// <summary>A path of a file or folder.</summary>
    Path,

    /// <summary>Text of one form (<see cref="ValueShape.Pattern"/>): a name, a reference, a size, a time.</summary>
    Formed,

    /// <summary>One of the words that the value's validator knows, or that tell a map's variants apart.</summary>
    Word,
}
