using System.Text.Json;

namespace Pivot.Runner.Store;

/// <summary>
/// How often and how long a stage was worked on before it was done: <c>resume/attempts.json</c>. Kept up to date while the stage runs, since
/// a killed process writes nothing at its end. Lost with <c>resume/</c>; then counting begins again.
/// </summary>
/// <param name="Count">Attempts begun, the present one included.</param>
/// <param name="Seconds">Seconds of work of all attempts up to the last time this was written.</param>
public sealed record Attempts(int Count, double Seconds)
{
    /// <summary>The file's name under <c>resume/</c>.</summary>
    public const string FileName = "attempts.json";

    /// <summary>The micro-batches that were found to fit, or null while those asked for do: a new process goes on with them at once, and the result says so.</summary>
    public Adjustment? Adjusted { get; init; }

    /// <summary>What earlier attempts left; zero where there were none.</summary>
    public static Attempts Read(StageFolder folder)
    {
        var path = Path.Combine(folder.Resume, FileName);
        if (!File.Exists(path)) return new Attempts(0, 0);
        try
        {
            return JsonSerializer.Deserialize<Attempts>(File.ReadAllBytes(path), StoreJson.Records) ?? new Attempts(0, 0);
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            // Only bookkeeping: a damaged or vanished count must not cost the checkpoint beside it.
            return new Attempts(0, 0);
        }
    }

    /// <summary>The one of two counts that was written later.</summary>
    internal static Attempts Later(Attempts one, Attempts other) => (other.Count, other.Seconds).CompareTo((one.Count, one.Seconds)) > 0 ? other : one;

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(StageFolder folder) =>
        AtomicFile.Write(Path.Combine(folder.Resume, FileName), JsonSerializer.Serialize(this, StoreJson.Records) + "\n");
}
