namespace Pivot.Runner.Reports.Model;

/// <summary>A table of arms by metrics. Prose, CSV and LaTeX are made from the same cells.</summary>
public sealed record MeasureTable
{
    /// <summary>File name of its CSV and LaTeX in <c>tables/</c>, without ending.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, for the head of the LaTeX table.</summary>
    public required string Title { get; init; }

    /// <summary>Columns in order.</summary>
    public required IReadOnlyList<MeasureColumn> Columns { get; init; }

    /// <summary>Rows in order, the baseline's arm first.</summary>
    public required IReadOnlyList<MeasureRow> Rows { get; init; }

    /// <summary>What a column reaches without looking at the image, or by chance; null where no such level is stored. By column.</summary>
    public required IReadOnlyList<double?> Levels { get; init; }

    /// <summary>The levels as printed; empty where there is none.</summary>
    public IReadOnlyList<string> LevelTexts => Levels.Select(l => l is { } level ? Numbers.Plain(level) : "").ToList();

    /// <summary>What the levels are: the best answer that ignores the image, the share a random place has, or both.</summary>
    public string LevelLabel => string.Join(" / ", Columns.Where((_, c) => Levels[c] is not null)
        .Select(c => c.Metric.StartsWith("accuracy", StringComparison.Ordinal) ? "without looking" : "by chance").Distinct());

    /// <summary>Whether there is any level.</summary>
    public bool HasLevels => Levels.Any(l => l is not null);

    /// <summary>Number of items behind a column, as printed; empty where not stored. Empty list for a table that does not say.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>Label of the baseline, or null where nothing is compared.</summary>
    public string? Baseline { get; init; }

    /// <summary>Why cells are empty or made of fewer results than others, and what marked rows rest on, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The stages the numbers come from, in Markdown, each linked to the list of all stages.</summary>
    public required string Sources { get; init; }

    /// <summary>Every cell that is compared with the baseline, column by column.</summary>
    public IReadOnlyList<MeasureCell> Differences =>
        Columns.SelectMany((_, c) => Rows.Select(r => r.Cells[c])).Where(c => c.Difference is not null).ToList();

    /// <summary>Largest number of seeds in a cell.</summary>
    public int Seeds => Rows.Count == 0 ? 0 : Rows.Max(r => r.N);
}
