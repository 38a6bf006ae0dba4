using System.Net;
using System.Text.RegularExpressions;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Pivot.Runner.Dashboard;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Queue.Views;

namespace Pivot.Runner.Tests.Dashboard;

/// <summary>The pages over a database and a store of their own.</summary>
internal sealed partial class DashboardSite : IDisposable
{
    public const string Password = "correct horse";
    public const string ViewToken = "view-token-0123456789abcdef";
    public const string OperateToken = "operate-token-0123456789abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("pivot-site-").FullName;
    private readonly DashboardServer _server;

    public DashboardSite(DatabaseFixture fixture, bool users = true)
    {
        Database = new FleetDatabase(fixture.Server.CreateDatabase(), TimeSpan.FromSeconds(1));
        Migrations.Up(Database);
        Rows = new FleetRows(Database);
        Store = new ArtifactStore(Path.Combine(_folder, "store"));
        Directory.CreateDirectory(Store.Runs);
        var usersFile = Path.Combine(_folder, "users");
        var tokensFile = Path.Combine(_folder, "tokens");
        File.WriteAllLines(usersFile, ["# who may come in", $"ada:operate:{PasswordHash.Create(Password, 1000)}", $"bob:view:{PasswordHash.Create(Password, 1000)}"]);
        File.WriteAllLines(tokensFile, [$"view:{ViewToken}", $"operate:{OperateToken}"]);
        var jobs = new PostgreSqlStorage(new NpgsqlConnectionFactory(Database.ConnectionText, new()), new PostgreSqlStorageOptions { SchemaName = FleetDatabase.HangfireSchema, PrepareSchemaIfNecessary = false });
        _server = DashboardServer.Start(
            new() { Listen = new(IPAddress.Loopback, 0), UsersFile = users ? usersFile : null, TokensFile = users ? tokensFile : null, Log = l => { lock (Said) Said.Add(l); } },
            new(Database, Store, Control, new HangfireJobs(jobs)));
    }

    public FleetDatabase Database { get; }

    public FleetRows Rows { get; }

    public ArtifactStore Store { get; }

    public RecordedControl Control { get; } = new();

    public List<string> Said { get; } = [];

    public string Url => _server.Url;

    /// <summary>A program that keeps cookies and follows nothing.</summary>
    public HttpClient Client(string? token = null, bool page = true)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new Uri(Url) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        if (page) client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    /// <summary>A browser in which somebody has logged in.</summary>
    public async Task<HttpClient> LogIn(string name)
    {
        var client = Client();
        var answer = await Post(client, "/login", "/login", ("name", name), ("password", Password), ("back", "/"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return client;
    }

    /// <summary>Posts a form with the hidden field of a page.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var markup = await client.GetStringAsync(page);
        var token = TokenField().Match(markup);
        Assert.True(token.Success, $"no form on {page}");
        return await client.PostAsync(action, new FormUrlEncodedContent(
            [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create(token.Groups[1].Value, WebUtility.HtmlDecode(token.Groups[2].Value))]));
    }

    /// <summary>Writes a report into the store.</summary>
    public void WriteReport(string folder, string html = "<!DOCTYPE html><title>Report</title><style>body { color: #222 }</style><h1>Report of shapes</h1><img src=\"figures/loss.png\">")
    {
        var run = Path.Combine(Store.Runs, folder);
        Directory.CreateDirectory(Path.Combine(run, "figures"));
        Directory.CreateDirectory(Path.Combine(run, "tables"));
        File.WriteAllText(Path.Combine(run, "report.html"), html);
        File.WriteAllText(Path.Combine(run, "tables", "vqa.csv"), "arm,accuracy\n");
        File.WriteAllBytes(Path.Combine(run, "figures", "loss.png"), [137, 80, 78, 71]);
    }

    public void Dispose()
    {
        _server.Dispose();
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("""<input type="hidden" name="(__[^"]+)" value="([^"]+)">""")]
    private static partial Regex TokenField();
}
