using Pivot.Runner.Dashboard.Markup;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Where one says who one is, and the pages for those who may not.</summary>
internal static class LoginPage
{
    /// <summary>The form.</summary>
    public static Html Render(Viewer viewer, string? mistake, string back) => Layout.Page("Log in", viewer with { Name = null }, "", Html.Of($"""
        <section class="login">
        <h1>Log in</h1>
        {(mistake is null ? Html.Empty : Html.Of($"""<p class="warning" role="alert">{mistake}</p>"""))}
        <form method="post" action="/login">{viewer.Token}
        <input type="hidden" name="back" value="{back}">
        <label>Name <input name="name" autocomplete="username" autofocus maxlength="64"></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required maxlength="1024"></label>
        <button class="main">Log in</button>
        <p class="faint">With a token in place of a user, leave the name empty.</p>
        </form>
        </section>
        """));

    /// <summary>A page that says why there is none.</summary>
    public static Html Refusal(Viewer viewer, string title, string text) => Layout.Page(title, viewer, "", Html.Of($"""
        <h1>{title}</h1>
        <p>{text}</p>
        <p><a href="/">All runs</a></p>
        """));
}
