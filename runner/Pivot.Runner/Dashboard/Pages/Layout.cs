using Pivot.Runner.Dashboard.Markup;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>What stands around every page.</summary>
internal static class Layout
{
    /// <summary>A whole page.</summary>
    /// <param name="title">In the window's title.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="place">The entry of the menu that it belongs to.</param>
    /// <param name="body">The page itself.</param>
    public static Html Page(string title, Viewer viewer, string place, Html body) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Pivot</title>
        <link rel="stylesheet" href="/assets/dashboard.css">
        <link rel="icon" href="/assets/pivot.svg" type="image/svg+xml">
        <script src="/assets/dashboard.js" defer></script>
        </head>
        <body>
        <header class="top">
        <a class="brand" href="/">Pivot</a>
        {Menu(viewer, place)}
        </header>
        <main>
        {body}
        </main>
        </body>
        </html>

        """);

    /// <summary>A part that the script fetches again and again.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="body">What it is now.</param>
    public static Html Live(string from, Html body) => Html.Of($"""<div data-live="{from}">{body}</div>""");

    private static Html Menu(Viewer viewer, string place)
    {
        if (viewer.Name is null) return Html.Empty;
        return Html.Of($"""
            <nav aria-label="Pages">{Entry("/", "Runs", place)}{Entry("/hosts", "Hosts", place)}{Entry("/schedules", "Schedules", place)}{Entry("/hangfire", "Jobs", place)}</nav>
            <span class="who">{viewer.Name}<span class="role">{(viewer.Operates ? "operate" : "view")}</span></span>
            {Html.Of($"""<form method="post" action="/logout">{viewer.Token}<button class="plain">Log out</button></form>""").If(viewer.CanLogOut)}
            """);
    }

    private static Html Entry(string url, string text, string place) =>
        Html.Of($"""<a href="{url}" {(text == place ? Html.Of($"aria-current=\"page\"") : Html.Empty)}>{text}</a>""");
}
