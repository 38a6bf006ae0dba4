namespace Pivot.Dsl.Plans.Printing;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Right">Whether its cells end under each other, as numbers should.</param>
/// <param name="Wraps">Whether its cells may go over several lines where the page is narrow.</param>
internal sealed record Column(string Header, bool Right = false, bool Wraps = false);
