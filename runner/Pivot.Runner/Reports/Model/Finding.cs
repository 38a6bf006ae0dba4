namespace Pivot.Runner.Reports.Model;

/// <summary>What one column of the comparison says: who is best, and against whom that is measured. Made of the table's own cells.</summary>
public sealed record Finding
{
    /// <summary>The column.</summary>
    public required MeasureColumn Column { get; init; }

    /// <summary>The best cell; the first of equals.</summary>
    public required MeasureCell Best { get; init; }

    /// <summary>Labels of the rows that share the best mean, more than one in a tie.</summary>
    public required IReadOnlyList<string> Leaders { get; init; }

    /// <summary>The cell whose difference to the baseline is told: the best one, or the next best where the baseline is best. Null without one.</summary>
    public MeasureCell? Compared { get; init; }

    /// <summary>Whether the baseline is best.</summary>
    public required bool BaselineIsBest { get; init; }

    /// <summary>Level without looking or by chance, as printed; empty without one.</summary>
    public required string Level { get; init; }

    /// <summary>Whether several rows share the best mean.</summary>
    public bool IsTie => Leaders.Count > 1;

    /// <summary>The leaders as in a sentence.</summary>
    public string LeadersText => Numbers.Join(Leaders);
}
