using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Pivot.Runner.Tests.Queue.Database;

/// <summary>
/// A PostgreSQL server of the tests' own on loopback: made by initdb in a folder of its own, without durability, gone at the end. It can be
/// killed and started again.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder;
    private readonly string _bin;
    private readonly bool _root = Environment.UserName == "root";
    private readonly List<string> _template = [];
    private Process? _process;

    private PostgresServer(string bin)
    {
        _bin = bin;
        _folder = Directory.CreateTempSubdirectory("pivot-postgres-").FullName;
        if (_root)
        {
            Run("chmod", "755", _folder);
            Run("chown", "postgres:", _folder);
        }
        Run([.. As, Path.Combine(bin, "initdb"), "-D", Data, "-U", "pivot", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]);
        Port = FreePort();
    }

    /// <summary>Port on 127.0.0.1, the same after a restart.</summary>
    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    // initdb and postgres refuse to run as root; Debian's package makes the user postgres.
    private string[] As => _root ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env", "--"] : [];

    /// <summary>Why no server can be started on this machine, or null.</summary>
    public static string? Missing => Bin() is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)" : null;

    /// <summary>Makes and starts a server.</summary>
    public static PostgresServer Create()
    {
        var server = new PostgresServer(Bin() ?? throw new InvalidOperationException(Missing));
        server.Start();
        return server;
    }

    /// <summary>Processor time of the server and its sessions, those that have ended included.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            const double ticksASecond = 100;
            double ticks = 0;
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
            {
                try
                {
                    // After the name in brackets: state, parent, ..., utime, stime, and those of its ended children.
                    var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    if (Path.GetFileName(folder) != $"{_process?.Id}" && fields[1] != $"{_process?.Id}") continue;
                    ticks += fields[11..15].Sum(double.Parse);
                }
                catch (IOException)
                {
                    // It has ended meanwhile; then its parent counts it.
                }
            }
            return TimeSpan.FromSeconds(ticks / ticksASecond);
        }
    }

    /// <summary>The connection text of a database, for the owner of everything.</summary>
    public string Connection(string database, string user = "pivot") => $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Include Error Detail=true";

    /// <summary>Makes a database of a name of its own and gives its connection text.</summary>
    public string CreateDatabase()
    {
        var name = $"t{Guid.NewGuid():n}";
        Execute("postgres", $"create database {name}");
        return Connection(name);
    }

    /// <summary>Makes a database with the fleet's tables, a copy of one that was brought up once.</summary>
    public string CreateFleetDatabase()
    {
        lock (_template)
        {
            if (_template.Count == 0)
            {
                _template.Add($"template{Guid.NewGuid():n}");
                Execute("postgres", $"create database {_template[0]}");
                using var database = new Pivot.Runner.Queue.Database.FleetDatabase(Connection(_template[0]) + ";Pooling=false");
                Pivot.Runner.Queue.Database.Migrations.Up(database);
                // Whatever another library pooled: a database that is being copied may have no other session.
                NpgsqlConnection.ClearAllPools();
            }
            var name = $"t{Guid.NewGuid():n}";
            Execute("postgres", $"create database {name} template {_template[0]}");
            return Connection(name);
        }
    }

    /// <summary>Runs a statement as the owner of everything.</summary>
    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            .. As, Path.Combine(_bin, "postgres"), "-D", Data, "-p", $"{Port}", "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
            "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB",
        ];
        start.FileName = arguments[0];
        foreach (var argument in arguments[1..]) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var said = new System.Text.StringBuilder();
        _process.ErrorDataReceived += (_, line) => { lock (said) said.AppendLine(line.Data); };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; Thread.Sleep(50))
        {
            try
            {
                Execute("postgres", "select 1");
                return;
            }
            catch (Exception e) when (e is NpgsqlException)
            {
                if (DateTime.UtcNow < deadline && !_process.HasExited) continue;
                lock (said) throw new InvalidOperationException($"PostgreSQL did not start: {said}", e);
            }
        }
    }

    /// <summary>Stops it at once, as a crash of the server would; connections break.</summary>
    public void Stop()
    {
        if (_process is not { HasExited: false } process) return;
        // Through setpriv's exec the process is postgres itself. SIGQUIT: an immediate shutdown without a checkpoint.
        Run("kill", "-QUIT", $"{process.Id}");
        if (!process.WaitForExit(TimeSpan.FromSeconds(20))) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        _process = null;
    }

    /// <summary>Stops and starts it.</summary>
    public void Restart(TimeSpan pause = default)
    {
        Stop();
        Thread.Sleep(pause);
        Start();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Bin()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(params string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors}{output.Result}");
    }
}
