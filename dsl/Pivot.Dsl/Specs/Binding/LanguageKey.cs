namespace Pivot.Dsl.Specs.Binding;

/// <summary>One key of the language.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Shape">What stands under it.</param>
/// <param name="Description">What it means, one line with units, as an editor shows it.</param>
internal sealed record LanguageKey(string Name, Shape Shape, string Description)
{
    /// <summary>Whether it must be given, here or by what a spec extends.</summary>
    public bool Required { get; init; }

    /// <summary>The key beside which it need not be given, or null: <see cref="Required"/> where that is not there.</summary>
    public string? RequiredWithout { get; init; }

    /// <summary>Whether <c>${...}</c> may stand in its value or in the place of it.</summary>
    public bool TakesVariables { get; init; } = true;

    /// <summary>What is taken when it is not given, as JSON, or null when that depends on other keys.</summary>
    public string? Default { get; init; }

    /// <summary>Values as JSON that an editor offers, or null.</summary>
    public string[]? Examples { get; init; }
}
