using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>A part of a model out of a checkpoint's folder: what its config.json says, or what is known of it where the folder is not there.</summary>
/// <typeparam name="TSpec">The part's spec.</typeparam>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Found">What is known of it, or null where only the spec says what it is.</param>
/// <param name="Source">Where that is from, as a message says it: <c>config.json of the checkpoint</c>.</param>
/// <param name="Absent">Set where the folder is not there.</param>
internal sealed record PartCheckpoint<TSpec>(string Folder, TSpec? Found, string Source, AbsentFolder? Absent)
    where TSpec : class
{
    private const string Key = "checkpoint";

    /// <summary>Reads it, or reports why it cannot be and gives null.</summary>
    /// <param name="r">The map that names it.</param>
    /// <param name="what">What is taken out of it: <c>vision tower</c>.</param>
    /// <param name="read">Reads its config.json.</param>
    /// <param name="published">What is known by name.</param>
    /// <param name="describing">Keys that must all be written where nothing is known of an absent folder; empty where that does not do.</param>
    public static PartCheckpoint<TSpec>? Read(
        MapReader r, string what, Func<ConfigMap, TSpec?> read, IReadOnlyDictionary<string, TSpec> published, IReadOnlyList<string> describing)
    {
        if (PathReader.Read(r, Key) is not { } folder) return null;
        var (at, path) = (r.Map[Key]!.Span, r.PathOf(Key));
        if (Directory.Exists(folder))
        {
            var (config, problem) = CheckpointConfig.Read(folder);
            var found = config is null ? null : read(config);
            if (config is { Problems.Count: 0 } && found is not null) return new(folder, found, "config.json of the checkpoint", null);
            foreach (var text in config?.Problems.Distinct().Select(p => $"{System.IO.Path.Combine(folder, "config.json")}: {p}") ?? [problem!])
                r.Bag.Error(DiagnosticCodes.CheckpointUnreadable, at, path, text);
            r.Broken.Add(Key);
            return null;
        }

        var name = KnownModels.NameOf(folder);
        if (published.TryGetValue(name, out var known)) return new(folder, known, $"the published {name}", new(folder, what, name, at, path));
        var missing = describing.Where(key => r.Take(key) is null).ToList();
        if (describing.Count > 0 && missing.Count == 0) return new(folder, null, "", new(folder, what, null, at, path));
        r.Broken.Add(Key);
        var near = NearestName.Of(name, published.Keys) is { } meant ? $"; did you mean '{meant}', which is known without its folder?" : "";
        var write = describing.Count > 0 && missing.Count < describing.Count ? $"; with {string.Join(", ", missing)} written as well it could be planned without the folder" : "";
        r.Bag.Error(DiagnosticCodes.CheckpointUnreadable, at, path, $"there is no checkpoint folder {folder}", $"correct the path; relative paths start from the spec's folder{near}{write}");
        return null;
    }

    /// <summary>Holds what is written under a key to what the checkpoint says. What is not written, or was not read, is not judged.</summary>
    public void Agrees<T>(MapReader r, string key, T written, string field, T found)
    {
        if (Found is null || r.Take(key) is not { } node || r.Broken.Contains(key) || EqualityComparer<T>.Default.Equals(written, found)) return;
        r.Broken.Add(key);
        r.Bag.Error(DiagnosticCodes.CheckpointMismatch, node.Span, r.PathOf(key), $"'{key}' is {Show(written)}; {Source} says {field} {Show(found)}",
            $"remove '{key}': what is not written comes from the checkpoint");
    }

    private static string Show<T>(T value) => value switch
    {
        null => "none",
        bool truth => truth ? "true" : "false",
        double number => Validation.Rules.Show(number),
        RopeScalingSpec s => $"factor {Validation.Rules.Show(s.Factor)} of {s.OriginalLength} (frequencies {Validation.Rules.Show(s.LowFrequency)} to {Validation.Rules.Show(s.HighFrequency)})",
        _ => value.ToString()!,
    };
}
