using System.Collections.Concurrent;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>How often a password may be tried: five failures a minute for a name from an address, twenty from an address.</summary>
internal sealed class LoginLimit(TimeProvider time)
{
    private const int PerName = 5;
    private const int PerAddress = 20;
    private const int MostKept = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (long Begun, int Count)> _failures = new(StringComparer.Ordinal);

    /// <summary>Whether another try is let pass.</summary>
    public bool Allows(string address, string name) => Count(NameKey(address, name)) < PerName && Count(address) < PerAddress;

    /// <summary>A try failed.</summary>
    public void Failed(string address, string name)
    {
        if (_failures.Count > MostKept)
            foreach (var (key, since) in _failures)
                if (Over(since.Begun)) _failures.TryRemove(key, out _);
        Add(NameKey(address, name));
        Add(address);
    }

    private static string NameKey(string address, string name) => $"{address} {name}";

    private int Count(string key) => _failures.TryGetValue(key, out var failures) && !Over(failures.Begun) ? failures.Count : 0;

    private void Add(string key) => _failures.AddOrUpdate(key, _ => (time.GetTimestamp(), 1), (_, f) => Over(f.Begun) ? (time.GetTimestamp(), 1) : (f.Begun, f.Count + 1));

    private bool Over(long begun) => time.GetElapsedTime(begun) > Window;
}
