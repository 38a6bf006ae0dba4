using Microsoft.Playwright;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Queue.Views;
using static Microsoft.Playwright.Assertions;

namespace Pivot.Runner.Tests.Dashboard;

/// <summary>The pages as a person uses them.</summary>
public sealed class BrowserTests(DatabaseFixture fixture)
{
    /// <summary>A folder for pictures of the pages, for whoever wants to look at them.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PIVOT_PAGE_PICTURES");

    [Fact]
    public async Task A_person_logs_in_watches_a_run_opens_its_report_and_cancels_a_stage()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run("shapes", "shapes-0123abcd", question: "Does DPO leave a better vision encoder behind than SFT?");
        site.Rows.Stage(run, "a", "instruct", state: "done", label: "instruct");
        site.Rows.Stage(run, "b", "post", "dpo", label: "post dpo seed 0", parents: "a");
        site.Rows.Progress(run, "b", 20, 100, 0.9);
        site.Rows.Attempt(run, "b", site.Rows.Host());
        site.WriteReport("shapes-0123abcd");
        await using var browser = await Browser.Start();
        var (page, complaints) = await browser.Open(site.Url);

        // Nothing without a login, and then to where one wanted.
        await page.GotoAsync($"/runs/{run}");
        await Expect(page).ToHaveTitleAsync("Log in · Pivot");
        await page.GetByLabel("Name").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(DashboardSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("shapes");

        // The page follows the database.
        var row = page.Locator("#stage-b");
        await Expect(row).ToContainTextAsync("20 %");
        site.Rows.Progress(run, "b", 70, 100, 0.4);
        await Expect(row).ToContainTextAsync("70 %");
        await Expect(row).ToContainTextAsync("0.4");

        await page.GetByRole(AriaRole.Link, new() { Name = "post dpo seed 0", Exact = true }).ClickAsync();
        await Expect(page.Locator(".curve .line")).ToBeVisibleAsync();
        site.Rows.Log(run, "b", "the learning rate <falls>");
        site.Rows.Progress(run, "b", 80, 100, 0.35);
        await Expect(page.Locator(".log")).ToContainTextAsync("the learning rate <falls>");
        await Expect(page.Locator(".loss")).ToHaveTextAsync("0.35");

        // A question that is answered with no does nothing.
        page.Dialog += Dismiss;
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel stage" }).ClickAsync();
        page.Dialog -= Dismiss;
        Assert.Empty(site.Control.Calls);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel stage" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{site.Url}/runs/{run}/stages/b");
        for (var i = 0; i < 100 && site.Control.Calls.IsEmpty; i++) await Task.Delay(50);
        Assert.Equal([$"cancel {run} b"], site.Control.Calls);

        await page.GotoAsync($"/runs/{run}");
        Assert.Empty(complaints);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the report" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Report of shapes");

        await page.GotoAsync("/hosts");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("post dpo seed 0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Log in · Pivot");
        await page.GotoAsync("/hosts");
        await Expect(page).ToHaveTitleAsync("Log in · Pivot");

        static void Dismiss(object? sender, IDialog dialog) => dialog.DismissAsync();
    }

    [Fact]
    public async Task Hangfires_own_pages_work_under_the_policy()
    {
        using var site = new DashboardSite(fixture);
        await using var browser = await Browser.Start();
        var (page, complaints) = await browser.Open(site.Url);
        await LogIn(page, "bob");
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Overview");
        await page.WaitForTimeoutAsync(3000);
        Assert.Empty(complaints);
        Assert.DoesNotContain("127.0.0.1", await page.InnerTextAsync("body"));
        await Picture(page, "hangfire");
    }

    [Fact]
    public async Task Every_page_fits_a_desk_and_a_phone()
    {
        using var site = new DashboardSite(fixture);
        await using var browser = await Browser.Start();
        var (empty, _) = await browser.Open(site.Url);
        await empty.GotoAsync("/login");
        await Picture(empty, "login");
        await LogIn(empty, "bob");
        foreach (var name in new[] { "", "hosts", "schedules" })
        {
            await empty.GotoAsync($"/{name}");
            await Picture(empty, $"empty-{(name.Length > 0 ? name : "runs")}");
        }
        var (run, stage) = FleetScene.Write(site);
        foreach (var (width, height, dark) in new[] { (1280, 900, false), (1280, 900, true), (390, 844, false) })
        {
            var (page, complaints) = await browser.Open(site.Url, width, height, dark);
            await LogIn(page, "ada");
            foreach (var (name, path) in new[] { ("runs", "/"), ("run", $"/runs/{run}"), ("run-names", $"/runs/{run}?plan=names&state=failed"), ("stage", $"/runs/{run}/stages/{stage}"), ("hosts", "/hosts"), ("schedules", "/schedules"), ("missing", "/nothing") })
            {
                await page.GotoAsync(path);
                await Picture(page, $"{name}-{width}{(dark ? "-dark" : "")}");
                // What is wide scrolls in a frame of its own.
                var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(over <= 0, $"{name} is {over} pixels wider than {width}");
            }
            Assert.DoesNotContain(complaints, c => !c.Contains("404"));
        }
    }

    private static async Task LogIn(IPage page, string name)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(DashboardSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Runs");
    }

    private static async Task Picture(IPage page, string name)
    {
        if (Pictures is { Length: > 0 }) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
    }
}
