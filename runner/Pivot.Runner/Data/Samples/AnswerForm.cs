namespace Pivot.Runner.Data.Samples;

/// <summary>What the answer to a benchmark's question looks like, which says how it is found in what a model says.</summary>
public enum AnswerForm
{
    /// <summary>A short text, compared whole.</summary>
    Text,

    /// <summary>The letter of one of the question's options.</summary>
    Letter,

    /// <summary>Yes or no.</summary>
    YesNo,
}
