namespace Pivot.Dsl.Specs;

/// <summary>What one row of a view is. A stage kind says which it accepts.</summary>
public enum SampleKind
{
    /// <summary>Image and caption.</summary>
    Caption,

    /// <summary>Image and one or more question-answer turns.</summary>
    Conversation,

    /// <summary>Image, question, chosen and rejected answer. SFT reads it as a conversation whose answer is the chosen one.</summary>
    Preference,

    /// <summary>Image, question, expected answer, group.</summary>
    Question,

    /// <summary>Image and class, train and test split.</summary>
    Label,

    /// <summary>Image and class-index mask, train and test split.</summary>
    Mask,

    /// <summary>Image, question, right and wrong answer, mask of what is asked about.</summary>
    Grounded,
}
