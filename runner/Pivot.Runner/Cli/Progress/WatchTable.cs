using System.Globalization;
using Pivot.Runner.Queue.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pivot.Runner.Cli.Progress;

/// <summary>A watched run as a table on a terminal: where all of it is, what runs where, and what failed.</summary>
internal static class WatchTable
{
    private const int BarWidth = 20;
    private const int MostFailures = 8;

    /// <summary>Draws it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stages">Its stages.</param>
    /// <param name="height">Lines there are.</param>
    public static IRenderable Draw(RunView run, IReadOnlyList<StageView> stages, int height)
    {
        var table = new Table().Border(TableBorder.None).Title($"[bold]{Markup.Escape(run.Folder)}[/]  {Bar(run.Progress)}  {Markup.Escape(WatchedStage.Head(run))}");
        table.AddColumns("stage", "host", "", "", "");
        var running = stages.Where(s => s.State == "running").OrderBy(s => s.ClaimedAt).ToList();
        var failed = stages.Where(s => s.State == "failed").OrderByDescending(s => s.EndedAt).Take(MostFailures).ToList();
        var room = Math.Max(3, height - failed.Count - 6);
        foreach (var stage in running.Take(room))
        {
            var (share, took) = (stage.Progress ?? 0, DateTimeOffset.UtcNow - (stage.ClaimedAt ?? DateTimeOffset.UtcNow));
            table.AddRow(Markup.Escape(stage.Label), Markup.Escape(WatchedStage.Place(stage)), Bar(share), Markup.Escape(WatchedStage.Detail(stage)), Words.Clock(took < TimeSpan.Zero ? TimeSpan.Zero : took));
        }
        if (running.Count > room) table.AddRow($"and {running.Count - room} more", "", "", "", "");
        foreach (var stage in failed) table.AddRow($"[red]{Markup.Escape(stage.Label)}[/]", Markup.Escape(WatchedStage.Place(stage)), "[red]failed[/]", Markup.Escape(stage.Cause ?? ""), "");
        return table;
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {share * 100,3:0} %");
    }
}
