using System.Globalization;
using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Pieces that several pages have.</summary>
internal static class Parts
{
    private static readonly string[] States =
    [
        "blocked", "ready", "queued", "running", "done", "failed", "skipped", "cancelled", "active", "ending", "stopped", "paused", "up", "draining", "quarantined", "gone", "silent",
        "lost", "killed", "handed_back", "cached",
    ];

    /// <summary>A state's class in the style sheet.</summary>
    public static string StateClass(string state) => States.Contains(state) ? $"is-{state.Replace('_', '-')}" : "is-unknown";

    /// <summary>A state as a word in its colour.</summary>
    public static Html State(string state) => Html.Of($"""<span class="state {StateClass(state)}">{Words.Outcome(state)}</span>""");

    /// <summary>How far something is, 0 to 1.</summary>
    public static Html Bar(double share, string name) =>
        Html.Of($"""<span class="bar"><progress max="1" value="{share:0.####}" aria-label="{name}"></progress><span class="number">{Words.Percent(share)}</span></span>""");

    /// <summary>How many stages are in which state, as one bar in the states' colours.</summary>
    public static Html Stack(StageCounts counts)
    {
        var at = 0.0;
        var pieces = counts.Present.Select(p =>
        {
            var (from, width) = (at, 100.0 * p.Count / counts.Total);
            at += width;
            return Html.Of($"""<rect class="{StateClass(p.State)}" x="{from:0.##}" y="0" width="{width:0.##}" height="8"><title>{p.Count} {p.State}</title></rect>""");
        }).ToList();
        var told = string.Join(", ", counts.Present.Select(p => $"{p.Count} {p.State}"));
        return Html.Of($"""<svg class="stack" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{told}">{pieces}</svg>""");
    }

    /// <summary>How many stages are in which state, in words.</summary>
    public static Html Counts(StageCounts counts) => Html.Of(
        $"""<span class="counts">{counts.Present.Select(p => Html.Of($"""<span class="state {StateClass(p.State)}">{p.Count} {p.State}</span> """))}</span>""");

    /// <summary>How long ago something was, with the time itself beside it for whoever points there.</summary>
    public static Html Ago(DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } at) return Html.Empty;
        var seconds = (now - at).TotalSeconds;
        var words = seconds < -1 ? $"in {Words.About(-seconds)}" : seconds < 2 ? "now" : $"{Words.About(seconds)} ago";
        return Html.Of($"""<time datetime="{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" title="{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC">{words}</time>""");
    }

    /// <summary>A time of the clock.</summary>
    public static Html Clock(DateTimeOffset time) => Html.Of($"""<time datetime="{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" title="{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC">{time.UtcDateTime:HH:mm:ss}</time>""");

    /// <summary>A text that came from somewhere else, without secrets.</summary>
    public static string Told(string? text) => text is null ? "" : Redaction.Of(text);

    /// <summary>A note where there is nothing to show.</summary>
    public static Html Nothing(Html text) => Html.Of($"""<p class="nothing">{text}</p>""");

    /// <summary>Something that a person should see before all else.</summary>
    public static Html Warning(string text) => Html.Of($"""<p class="warning" role="status">{text}</p>""");

    /// <summary>A list of words none of which is broken.</summary>
    public static Html List(IEnumerable<string> words) => Html.Of($"""<span class="list">{words.Select(w => Html.Of($"<span>{w}</span> "))}</span>""");

    /// <summary>A table in a frame that scrolls by itself where the window is narrow.</summary>
    public static Html Table(string name, Html head, IEnumerable<Html> rows) => Table(name, "grid", head, rows);

    /// <summary>A table whose rows become cards where the window is narrow; cells that say nothing by themselves carry a <c>data-label</c>.</summary>
    public static Html Cards(string name, Html head, IEnumerable<Html> rows) => Table(name, "cards", head, rows);

    private static Html Table(string name, string look, Html head, IEnumerable<Html> rows) =>
        Html.Of($"""<div class="wide"><table class="{look}" aria-label="{name}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>""");

    /// <summary>A run's address.</summary>
    public static string Url(Guid run) => $"/runs/{run}";

    /// <summary>A stage's address.</summary>
    public static string Url(Guid run, string key) => string.Create(CultureInfo.InvariantCulture, $"/runs/{run}/stages/{Uri.EscapeDataString(key)}");

    /// <summary>A button that does something, as a form of its own.</summary>
    /// <param name="session">Who sees it.</param>
    /// <param name="action">Where it posts to.</param>
    /// <param name="text">What it says.</param>
    /// <param name="confirm">What is asked before, or null.</param>
    /// <param name="fields">Further fields.</param>
    public static Html Button(Viewer session, string action, string text, string? confirm = null, Html fields = default) => Html.Of($"""
        <form method="post" action="{action}" {(confirm is null ? Html.Empty : Html.Of($"data-confirm=\"{confirm}\""))}>{session.Token}{fields}<button class="{(confirm is null ? "" : "danger")}">{text}</button></form>
        """).If(session.Operates);
}
