using Microsoft.Playwright;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Dashboard;

/// <summary>The machine's Chromium without a window. It is asked to fetch nothing of its own.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> Start()
    {
        var program = Places.FirstOrDefault(File.Exists);
        DatabaseFixture.Require(program is null ? "Chromium is not installed (Debian: apt-get install chromium)" : null);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
        });
        return new(playwright, browser);
    }

    /// <summary>A window with cookies of its own. What its pages complain of (a script that the policy forbids, an answer that failed) is collected.</summary>
    public async Task<(IPage Page, List<string> Complaints)> Open(string url, int width = 1280, int height = 900, bool dark = false)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = url, ViewportSize = new() { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        return (page, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
