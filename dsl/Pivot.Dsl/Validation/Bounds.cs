using System.Globalization;

namespace Pivot.Dsl.Validation;

/// <summary>
/// The numbers that are allowed somewhere. Validators judge by it, messages are worded from it and the JSON Schema is written from it, so the
/// three cannot differ.
/// </summary>
/// <param name="Least">The least allowed, or null.</param>
/// <param name="Most">The most allowed, or null.</param>
/// <param name="Above">What it must exceed, or null.</param>
/// <param name="Below">What it must stay below, or null.</param>
internal sealed record Bounds(double? Least = null, double? Most = null, double? Above = null, double? Below = null)
{
    public bool Hold(double value) =>
        (Least is null || value >= Least) && (Most is null || value <= Most) && (Above is null || value > Above) && (Below is null || value < Below);

    /// <summary>What is allowed, in words: <c>must be between 1 and 8</c>.</summary>
    public override string ToString() => this switch
    {
        { Least: { } least, Most: { } most } when least == most => $"must be {Show(least)}",
        { Least: { } least, Most: { } most } => $"must be between {Show(least)} and {Show(most)}",
        { Least: { } least, Below: { } below } => $"must be at least {Show(least)} and below {Show(below)}",
        { Above: { } above, Below: { } below } => $"must be above {Show(above)} and below {Show(below)}",
        { Above: { } above, Most: { } most } => $"must be above {Show(above)} and at most {Show(most)}",
        { Least: { } least } => $"must be at least {Show(least)}",
        { Most: { } most } => $"must be at most {Show(most)}",
        { Above: { } above } => $"must be above {Show(above)}",
        { Below: { } below } => $"must be below {Show(below)}",
        _ => "may be any number",
    };

    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
