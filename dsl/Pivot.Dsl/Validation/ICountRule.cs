namespace Pivot.Dsl.Validation;

/// <summary>A rule about how many values a list has.</summary>
internal interface ICountRule
{
    int Fewest { get; }

    /// <summary>The most, or null.</summary>
    int? Most { get; }

    /// <summary>Whether they must all differ.</summary>
    bool Distinct { get; }
}
