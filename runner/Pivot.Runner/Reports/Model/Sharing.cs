namespace Pivot.Runner.Reports.Model;

/// <summary>What sharing equal stages saved.</summary>
/// <param name="Trials">Arms x sweep points x seeds.</param>
/// <param name="Requested">Stages asked for over all trials.</param>
/// <param name="Distinct">Stages that are different work.</param>
/// <param name="Done">Stages done in this run.</param>
/// <param name="Cached">Stages found finished in the store.</param>
/// <param name="Unfinished">Stages that failed, were not started or not ended.</param>
/// <param name="Spent">Time the finished stages took, as printed.</param>
/// <param name="Saved">Time saved: every stage's time for each trial after the first that asks for it, as printed.</param>
/// <param name="Without">Their sum, as printed: what it would have taken without sharing.</param>
/// <param name="Entries">The stages that saved most.</param>
public sealed record Sharing(
    int Trials, int Requested, int Distinct, int Done, int Cached, int Unfinished, string Spent, string Saved, string Without,
    IReadOnlyList<SharedEntry> Entries);
