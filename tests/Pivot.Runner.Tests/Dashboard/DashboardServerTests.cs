using System.Net;
using Pivot.Runner.Dashboard;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Dashboard;

public sealed class DashboardServerTests(DatabaseFixture fixture)
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private static readonly string[] Routes =
    [
        "/", "/hosts", "/schedules", "/live/runs", "/live/hosts", "/runs/{0}", "/live/runs/{0}", "/runs/{0}/stages/a", "/live/runs/{0}/stages/a", "/runs/{0}/report/report.html",
        "/api/runs", "/api/runs/{0}", "/api/runs/{0}/stages", "/api/hosts", "/metrics", "/hangfire", "/hangfire/jobs/enqueued", "/hangfire/css18", "/nothing", "/assets/",
    ];

    [Fact]
    public async Task Without_a_login_everything_is_refused()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run();
        using var browser = site.Client();
        using var program = site.Client(page: false);
        using var stranger = site.Client("no-such-token-0123456789");
        foreach (var route in Routes.Select(r => string.Format(r, run)))
        {
            var answer = await browser.GetAsync(route);
            if (route.StartsWith("/api")) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            else Assert.Equal((HttpStatusCode.Redirect, $"/login?back={Uri.EscapeDataString(route)}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
            Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync(route)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(route)).StatusCode);
        }
        foreach (var action in new[] { "cancel", "retry", "pause", "resume", "priority", "stages/a/cancel" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync($"/runs/{run}/{action}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/login")).StatusCode);
        Assert.Equal("ok\n", await browser.GetStringAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/assets/dashboard.css")).StatusCode);
        Assert.Empty(site.Control.Calls);
    }

    [Fact]
    public async Task Whoever_operates_acts_and_whoever_views_looks()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run();
        site.Rows.Stage(run, "a", "instruct", state: "running");
        using var ada = await site.LogIn("ada");
        using var bob = await site.LogIn("bob");

        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(ada, $"/runs/{run}", $"/runs/{run}/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(ada, $"/runs/{run}", $"/runs/{run}/stages/a/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(ada, $"/runs/{run}", $"/runs/{run}/priority", ("priority", "7"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await DashboardSite.Post(ada, $"/runs/{run}", $"/runs/{run}/priority", ("priority", "many"))).StatusCode);
        Assert.Equal([$"cancel {run}", $"cancel {run} a", $"priority {run} 7"], site.Control.Calls);

        Assert.Equal(HttpStatusCode.Forbidden, (await DashboardSite.Post(bob, $"/runs/{run}", $"/runs/{run}/cancel")).StatusCode);
        var page = await bob.GetStringAsync($"/runs/{run}");
        Assert.DoesNotContain("Cancel run", page);
        Assert.Contains("Cancel run", await ada.GetStringAsync($"/runs/{run}"));
        Assert.Equal(3, site.Control.Calls.Count);
    }

    [Fact]
    public async Task Hangfires_pages_are_for_reading_to_whoever_views_and_leave_its_global_state_alone()
    {
        using var site = new DashboardSite(fixture);
        site.Database.Execute("insert into hangfire.job (invocationdata, arguments, createdat, statename) values ('{}', '[]', now(), 'Enqueued')", default);
        var job = site.Database.Scalar<long>("select id from hangfire.job", default);
        using var ada = await site.LogIn("ada");
        using var bob = await site.LogIn("bob");
        var (delete, field) = ("/hangfire/jobs/enqueued/delete", ("jobs[]", $"{job}"));
        Assert.Equal(HttpStatusCode.OK, (await bob.GetAsync("/hangfire/jobs/enqueued")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await DashboardSite.Post(bob, "/", delete, field)).StatusCode);
        Assert.Equal("Enqueued", site.Database.Scalar<string>("select statename from hangfire.job", default));
        Assert.Equal(HttpStatusCode.NoContent, (await DashboardSite.Post(ada, "/", delete, field)).StatusCode);
        Assert.Equal("Deleted", site.Database.Scalar<string>("select statename from hangfire.job", default));
        Assert.Throws<InvalidOperationException>(() => Hangfire.JobStorage.Current);
    }

    [Fact]
    public async Task A_post_that_is_not_of_our_own_form_is_refused()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run();
        using var ada = await site.LogIn("ada");
        using var bob = await site.LogIn("bob");
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.PostAsync($"/runs/{run}/cancel", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.PostAsync("/logout", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.PostAsync("/hangfire/jobs/enqueued/delete", null)).StatusCode);
        using var anybody = site.Client();
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.PostAsync("/login", new FormUrlEncodedContent([KeyValuePair.Create("name", "ada"), KeyValuePair.Create("password", DashboardSite.Password)]))).StatusCode);
        Assert.Empty(site.Control.Calls);
    }

    [Fact]
    public async Task A_logout_ends_the_session_for_whoever_has_its_cookie()
    {
        using var site = new DashboardSite(fixture);
        using var ada = site.Client();
        var answer = await DashboardSite.Post(ada, "/login", "/login", ("name", "ada"), ("password", DashboardSite.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("pivot-login="));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Url) };
        thief.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        thief.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(ada, "/", "/logout")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ada.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Passwords_cannot_be_tried_without_end()
    {
        using var site = new DashboardSite(fixture);
        using var client = site.Client();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await DashboardSite.Post(client, "/login", "/login", ("name", "ada"), ("password", "wrong"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await DashboardSite.Post(client, "/login", "/login", ("name", "ada"), ("password", DashboardSite.Password))).StatusCode);
        Assert.DoesNotContain(site.Said, l => l.Contains("wrong"));
        Assert.Contains(site.Said, l => l.Contains("login refused for 'ada'"));
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/hosts", "/hosts")]
    public async Task A_login_leads_to_pages_of_ours_only(string back, string expected)
    {
        using var site = new DashboardSite(fixture);
        using var client = site.Client();
        Assert.Equal(expected, (await DashboardSite.Post(client, "/login", "/login", ("name", "bob"), ("password", DashboardSite.Password), ("back", back))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_token_opens_the_pages_for_programs()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run("shapes");
        site.Rows.Stage(run, "a", "instruct", cause: "Password=hunter22;");
        using var view = site.Client(DashboardSite.ViewToken, page: false);
        Assert.Contains("\"name\":\"shapes\"", await view.GetStringAsync("/api/runs"));
        var stages = await view.GetStringAsync($"/api/runs/{run}/stages");
        Assert.DoesNotContain("hunter22", stages);
        Assert.Contains("pivot_runs_live", await view.GetStringAsync("/metrics"));
        Assert.Equal(HttpStatusCode.Forbidden, (await view.PostAsync($"/runs/{run}/cancel", null)).StatusCode);
        using var operate = site.Client(DashboardSite.OperateToken, page: false);
        Assert.Equal(HttpStatusCode.SeeOther, (await operate.PostAsync($"/runs/{run}/cancel", null)).StatusCode);
        Assert.Equal([$"cancel {run}"], site.Control.Calls);
        using var person = site.Client();
        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(person, "/login", "/login", ("name", ""), ("password", DashboardSite.ViewToken))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/hosts")).StatusCode);
    }

    [Fact]
    public async Task Every_text_of_others_is_encoded()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run(Hostile, Hostile, question: Hostile, arms: [Hostile]);
        var key = site.Rows.Stage(run, Hostile, Hostile, Hostile, "failed", [Hostile], null, Hostile, Hostile, Hostile);
        site.Rows.Stage(run, "b", Hostile, state: "ready", queue: Hostile, parents: Hostile);
        var host = site.Rows.Host(Hostile, "quarantined", [Hostile], Hostile);
        site.Rows.Attempt(run, key, host, Hostile, outcome: "failed", cause: Hostile);
        site.Rows.Progress(run, "b", 1, 2, 0.5);
        site.Rows.Log(run, key, Hostile, Hostile);
        site.Rows.Schedule(Hostile, Hostile, Hostile);
        site.Database.Execute("update pivot.run set cause = @text, submitted_by = @text, day_window = @text, schedule_id = @text; update pivot.stage set progress_unit = @text, device = @text, failure = @text; update pivot.attempt set failure = @text, device = @text; update pivot.host set version = @text",
            default, ("text", Hostile));
        using var ada = await site.LogIn("ada");
        foreach (var page in new[] { "/", "/hosts", "/schedules", $"/runs/{run}", $"/runs/{run}?plan=names&state={Uri.EscapeDataString(Hostile)}&stage={Uri.EscapeDataString(Hostile)}&arm={Uri.EscapeDataString(Hostile)}",
            $"/runs/{run}/stages/{Uri.EscapeDataString(key)}", $"/runs/{run}/stages/b", $"/login?back={Uri.EscapeDataString("/" + Hostile)}", "/nothing/" + Uri.EscapeDataString(Hostile) })
        {
            var markup = await (await ada.GetAsync(page)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert", markup);
            Assert.DoesNotContain("<img", markup);
            Assert.DoesNotContain("onerror=alert(2)>", markup);
            // None of our own markup has scripts or styles in it either, so that the policy can forbid them.
            Assert.DoesNotContain(" style=", markup);
            Assert.DoesNotMatch("<script(?! src=\"/assets/dashboard.js\" defer></script>)", markup);
        }
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&gt;", await ada.GetStringAsync($"/runs/{run}"));
    }

    [Fact]
    public async Task A_plan_of_thousands_of_stages_is_shown_by_their_names()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run();
        var root = site.Rows.Stage(run, "root", "instruct", state: "done");
        site.Database.Execute("""
            insert into pivot.stage (run_id, key, ord, turn, rank, gated, stage, kind, label, arms, seeds, queue, node, content, missing, state)
            select @run, 'k' || n, n, n, 0, true, 'post', 'dpo', 'post ' || n, array['sft'], array[n], 'any', '{}', '', 0, case n % 3 when 0 then 'done' else 'blocked' end from generate_series(1, 5000) n;
            insert into pivot.dependency (run_id, key, parent) select @run, 'k' || n, 'root' from generate_series(1, 5000) n
            """, default, ("run", run));
        using var ada = await site.LogIn("ada");
        var page = await ada.GetStringAsync($"/runs/{run}?plan=stages");
        Assert.Equal(2, page.Split("class=\"body\"").Length - 1);
        Assert.Contains("1666 done, 3334 blocked", page);
        Assert.Equal(100, page.Split("<tr id=\"stage-").Length - 1);
        Assert.Contains("Further stages", page);
        Assert.Contains("from=100", page);
        Assert.Contains("post 4999", await ada.GetStringAsync($"/runs/{run}?from=4900"));
    }

    [Fact]
    public async Task Every_answer_says_what_a_browser_may_do()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run("shapes", "shapes-0123abcd");
        site.WriteReport("shapes-0123abcd");
        using var ada = await site.LogIn("ada");
        foreach (var page in new[] { "/", "/nothing", $"/runs/{run}", "/assets/dashboard.js", "/api/runs", "/health", $"/runs/{run}/report/report.html", "/hangfire" })
        {
            var answer = await ada.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal(page.Contains("report"), !policy.Contains("script-src"));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Of_the_store_only_reports_are_served()
    {
        using var site = new DashboardSite(fixture);
        var run = site.Rows.Run("shapes", "shapes-0123abcd");
        var elsewhere = site.Rows.Run("other", "../runs/shapes-0123abcd");
        site.WriteReport("shapes-0123abcd");
        var folder = Path.Combine(site.Store.Runs, "shapes-0123abcd");
        File.WriteAllText(Path.Combine(folder, "spec.yaml"), "secret");
        File.WriteAllText(Path.Combine(folder, "figures", ".hidden.png"), "secret");
        File.WriteAllText(Path.Combine(folder, "figures", "page.html"), "secret");
        File.CreateSymbolicLink(Path.Combine(folder, "figures", "link.png"), "/etc/hostname");
        using var ada = await site.LogIn("ada");
        Assert.Contains("Report of shapes", await ada.GetStringAsync($"/runs/{run}/report/report.html"));
        Assert.Equal("image/png", (await ada.GetAsync($"/runs/{run}/report/figures/loss.png")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/csv", (await ada.GetAsync($"/runs/{run}/report/tables/vqa.csv")).Content.Headers.ContentType?.MediaType);
        foreach (var name in new[]
        {
            "spec.yaml", "", "figures", "figures/", "figures/.hidden.png", "figures/page.html", "figures/link.png", "figures/..%2Fspec.yaml", "..%2F..%2F..%2Fusers", "%2Fetc%2Fpasswd", "figures/%2e%2e/spec.yaml",
            "..%5Cspec.yaml", "figures/loss.png%00", "report.html/", "figures//loss.png", "plan.json",
        })
        {
            var answer = await ada.GetAsync(new Uri(site.Url + $"/runs/{run}/report/{name}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{name}: {answer.StatusCode}");
        }
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/runs/{elsewhere}/report/report.html")).StatusCode);
    }

    [Fact]
    public async Task Without_users_this_machine_may_do_everything_under_its_own_name_only()
    {
        using var site = new DashboardSite(fixture, users: false);
        var run = site.Rows.Run();
        using var client = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await DashboardSite.Post(client, $"/runs/{run}", $"/runs/{run}/pause")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"/runs/{run}/pause", null)).StatusCode);
        client.DefaultRequestHeaders.Host = "evil.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await client.GetAsync("/")).StatusCode);
        Assert.Equal([$"pause {run}"], site.Control.Calls);
    }

    [Fact]
    public void An_address_that_others_reach_asks_for_users()
    {
        using var database = new FleetDatabaseStub();
        var fleet = new DashboardFleet(database.Database, new ArtifactStore("."), null, null);
        foreach (var address in new[] { "*:0", "[::]:0", "0.0.0.0:0" })
            Assert.Contains("--users", Assert.Throws<HostException>(() => DashboardServer.Start(new() { Listen = ListenAddress.Parse(address) }, fleet)).Message);
        var empty = Path.GetTempFileName();
        Assert.Contains("names nobody", Assert.Throws<HostException>(() => DashboardServer.Start(new() { UsersFile = empty, Listen = new(IPAddress.Loopback, 0) }, fleet)).Message);
        File.Delete(empty);
        Assert.Contains("cannot be read", Assert.Throws<HostException>(() => DashboardServer.Start(new() { UsersFile = empty }, fleet)).Message);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_without_its_address()
    {
        using var database = new FleetDatabaseStub();
        using var server = DashboardServer.Start(new() { Listen = new(IPAddress.Loopback, 0) }, new(database.Database, new ArtifactStore("."), null, null));
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        var health = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        foreach (var answer in new[] { health, page })
            Assert.DoesNotMatch("hunter22|nobody-there|127\\.0\\.0\\.1", await answer.Content.ReadAsStringAsync());
    }
}
