using System.Diagnostics;
using Pivot.Runner.Store.Remote;

namespace Pivot.Runner.Tests.Store.Remote;

/// <summary>
/// A real S3-compatible server (s3rver, from npm) on this machine, one for all tests of the process; each test has a prefix of its own. Without
/// node the tests are skipped, and fail where PIVOT_CI=1 says that it must be there.
/// </summary>
public sealed class S3Server
{
    public const string Bucket = "pivot-tests";
    private static readonly Lazy<(S3Server? Server, string? Missing)> One = new(Begin);
    private readonly string _address;

    private S3Server(string address, string directory) => (_address, Directory) = (address, directory);

    /// <summary>Where the server keeps the bucket's objects: NAME._S3rver_object.</summary>
    public string Directory { get; }

    public static S3Server Get()
    {
        var (server, missing) = One.Value;
        if (server is not null) return server;
        if (Environment.GetEnvironmentVariable("PIVOT_CI") == "1") Assert.Fail(missing!);
        Assert.Skip(missing!);
        return null!;
    }

    /// <summary>What the environment of a process must hold to reach it.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL_S3"] = _address, ["AWS_ACCESS_KEY_ID"] = "S3RVER", ["AWS_SECRET_ACCESS_KEY"] = "S3RVER", ["AWS_REGION"] = "us-east-1",
    };

    public S3Bucket Open(string prefix) => new(new S3Location(Bucket, prefix), new S3Access(Variables.GetValueOrDefault));

    /// <summary>The file that holds an object.</summary>
    public string FileOf(string name) => Path.Combine(Directory, name + "._S3rver_object");

    private static (S3Server?, string?) Begin()
    {
        var repository = RepositoryFolder();
        var source = Path.Combine(repository, "tests", "s3");
        var modules = Path.Combine(repository, "artifacts", "s3");
        try
        {
            if (Install(source, modules) is { } problem) return (null, problem);
            var directory = System.IO.Directory.CreateTempSubdirectory("pivot-s3-");
            // The server's continuation tokens are ciphered with DES, which OpenSSL 3 has among its legacy algorithms.
            var start = new ProcessStartInfo("node", ["--openssl-legacy-provider", Path.Combine(source, "server.js"), Path.Combine(modules, "node_modules"), directory.FullName, Bucket])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            };
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                process.Kill();
                process.WaitForExit();
                directory.Delete(recursive: true);
            };
            return process.StandardOutput.ReadLine() is { Length: > 0 } port
                ? (new S3Server($"http://127.0.0.1:{port}", Path.Combine(directory.FullName, Bucket)), null)
                : (null, "s3rver ended without a port");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (null, $"the S3 server of the tests needs node and npm: {e.Message}");
        }
    }

    // Once for all test processes of a checkout; a lock of the system, since several may start at once.
    private static string? Install(string source, string modules)
    {
        System.IO.Directory.CreateDirectory(modules);
        using var one = Wait(Path.Combine(modules, ".lock"));
        var locked = File.ReadAllText(Path.Combine(source, "package-lock.json"));
        var done = Path.Combine(modules, ".installed");
        if (File.Exists(done) && File.ReadAllText(done) == locked) return null;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(source, file), Path.Combine(modules, file), overwrite: true);
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        {
            WorkingDirectory = modules, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEndAsync();
        npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        if (npm.ExitCode != 0) return $"the S3 server of the tests could not be installed (npm ci in {modules}): {errors.Result}";
        File.WriteAllText(done, locked);
        return null;
    }

    private static FileStream Wait(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string RepositoryFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivot.Runner.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no Pivot.Runner.sln above {AppContext.BaseDirectory}");
    }
}
