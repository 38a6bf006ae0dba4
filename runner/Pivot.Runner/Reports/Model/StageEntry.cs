namespace Pivot.Runner.Reports.Model;

/// <summary>A line of the list of stages, to which every number leads.</summary>
/// <param name="Reference">Its short name: <c>S7</c>.</param>
/// <param name="Anchor">Its anchor: <c>s7</c>.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Arms">Arms that ask for it.</param>
/// <param name="Seed">Its seed, or <c>–</c> for work without randomness.</param>
/// <param name="State">How it ended, in words.</param>
/// <param name="Duration">Time it took, as printed.</param>
/// <param name="Key">First 12 hex digits of its key.</param>
/// <param name="Folder">Path of its folder from the report's; empty if not finished.</param>
public sealed record StageEntry(
    string Reference, string Anchor, string Stage, string Kind, string Arms, string Seed, string State, string Duration, string Key, string Folder);
