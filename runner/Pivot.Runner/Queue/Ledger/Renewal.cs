namespace Pivot.Runner.Queue.Ledger;

/// <summary>What a renewal brought back.</summary>
/// <param name="Lost">The right to the stage is gone: nothing of it may be written any more.</param>
/// <param name="Cancelled">Why a person wants the stage ended, or null.</param>
/// <param name="HandBack">Why the stage is to write a checkpoint and be handed back, or null.</param>
public readonly record struct Renewal(bool Lost, string? Cancelled, string? HandBack);
