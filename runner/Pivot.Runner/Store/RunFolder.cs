using System.Text.Json;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Store;

/// <summary>A run's folder, <c>runs/NAME-HASH8/</c>: resolved spec, plan, what happened, and the report.</summary>
/// <param name="path">Absolute path of the folder.</param>
public sealed class RunFolder(string path)
{
    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = path;

    /// <summary>The folder's name, which names the run in commands.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The resolved spec.</summary>
    public string Spec => In("spec.yaml");

    /// <summary>The plan, as <see cref="PlanFile"/> writes it.</summary>
    public string Plan => In("plan.json");

    /// <summary>What happened to every stage, a <see cref="RunRecord"/>.</summary>
    public string Record => In("run.json");

    /// <summary>The claims and since when each stands there, a list of <see cref="RegisteredClaim"/>.</summary>
    public string Claims => In("claims.json");

    /// <summary>The report's text.</summary>
    public string Report => In("report.md");

    /// <summary>The report's figures.</summary>
    public string Figures => In("figures");

    /// <summary>The report's tables.</summary>
    public string Tables => In("tables");

    /// <summary>Writes spec and plan.</summary>
    public void WritePlan(Plan plan)
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Write(Spec, plan.ResolvedYaml);
        PlanFile.Write(Plan, plan);
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="JsonException">It is damaged, or written by another version of the program.</exception>
    public Plan ReadPlan() => PlanFile.Read(Plan);

    /// <summary>Writes what happened so far.</summary>
    public void WriteRecord(RunRecord record) => AtomicFile.Write(Record, JsonSerializer.Serialize(record, StoreJson.Records) + "\n");

    /// <summary>Reads what happened, or null where no run was recorded.</summary>
    /// <exception cref="JsonException">It is damaged, or written by another version of the program.</exception>
    public RunRecord? ReadRecord() =>
        File.Exists(Record) ? JsonSerializer.Deserialize<RunRecord>(File.ReadAllBytes(Record), StoreJson.Records) : null;

    /// <summary>Adds the plan's claims that are not registered yet. What is registered keeps its time and is never taken out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">The present time, UTC.</param>
    public void RegisterClaims(Plan plan, DateTimeOffset now)
    {
        var known = ReadClaims();
        var added = plan.Spec.Claims.Where(c => !known.Any(k => k.Name == c.Key && k.Claim == c.Value)).Select(c => new RegisteredClaim(c.Key, c.Value, now)).ToList();
        if (added.Count > 0) AtomicFile.Write(Claims, JsonSerializer.Serialize<IReadOnlyList<RegisteredClaim>>([.. known, .. added], StoreJson.Records) + "\n");
    }

    /// <summary>Every claim that was registered, the oldest first.</summary>
    /// <exception cref="JsonException">The list is damaged, or written by another version of the program.</exception>
    public IReadOnlyList<RegisteredClaim> ReadClaims() =>
        File.Exists(Claims) ? JsonSerializer.Deserialize<List<RegisteredClaim>>(File.ReadAllBytes(Claims), StoreJson.Records) ?? [] : [];

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
