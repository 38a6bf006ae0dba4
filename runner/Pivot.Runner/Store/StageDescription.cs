using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Store;

/// <summary><c>stage.json</c>: what a stage was asked to do, and where, when and how long it was done.</summary>
public sealed record StageDescription
{
    /// <summary>The file's name in a stage's folder.</summary>
    public const string FileName = "stage.json";

    /// <summary>The node's key.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the stage in the plan that did it first.</summary>
    public required string Stage { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the kind; 0 for a kind the language does not know.</summary>
    public required int Version { get; init; }

    /// <summary>The seed, or null.</summary>
    public long? Seed { get; init; }

    /// <summary>Keys of what it read, by role.</summary>
    public required IReadOnlyDictionary<string, string> Parents { get; init; }

    /// <summary>Digest of the data's content.</summary>
    public required string DataDigest { get; init; }

    /// <summary>The stage's resolved fields.</summary>
    public required StageSpec Spec { get; init; }

    /// <summary>The model at this stage, or null.</summary>
    public ModelSpec? Model { get; init; }

    /// <summary>The data it read.</summary>
    public required DataView Data { get; init; }

    /// <summary>What its key is the hash of (<see cref="PlanNode.Content"/>); null for a stage of before this was kept.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>Where it was done.</summary>
    public required HostInfo Host { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Seconds of work, all attempts together.</summary>
    public required double Seconds { get; init; }

    /// <summary>Attempts it took; more than one where it was interrupted.</summary>
    public required int Attempts { get; init; }

    /// <summary>What it was counted to take, or null where nobody counted.</summary>
    public StageWork? Work { get; init; }

    /// <summary>How it was done other than asked, or null where it was done as <see cref="Spec"/> says.</summary>
    public Adjustment? Adjusted { get; init; }

    /// <summary>Describes a node that was just finished.</summary>
    public static StageDescription Of(PlanNode node, HostInfo host, double seconds, int attempts, StageWork? work = null, Adjustment? adjusted = null) => new()
    {
        Key = node.Key,
        Stage = node.Stage,
        Kind = node.Spec.Kind,
        Version = StageKinds.All.TryGetValue(node.Spec.Kind, out var kind) ? kind.Version : 0,
        Seed = node.Seed,
        Parents = node.Parents,
        DataDigest = node.DataDigest,
        Spec = node.Spec,
        Model = node.Model,
        Data = node.Data,
        Content = node.Content.Length > 0 ? JsonElement.Parse(node.Content) : null,
        Host = host,
        FinishedAt = DateTimeOffset.UtcNow,
        Seconds = seconds,
        Attempts = attempts,
        Work = work,
        Adjusted = adjusted,
    };

    /// <summary>Writes it into the stage's folder.</summary>
    public void Write(StageFolder folder) =>
        AtomicFile.Write(System.IO.Path.Combine(folder.Path, FileName), JsonSerializer.Serialize(this, PlanFile.Options) + "\n");

    /// <summary>Reads it from the folder of a finished stage.</summary>
    /// <exception cref="JsonException">It was written by another version of the program.</exception>
    public static StageDescription Read(StageFolder folder) => Read(File.ReadAllBytes(System.IO.Path.Combine(folder.Path, FileName)));

    /// <summary>Reads it from its bytes.</summary>
    /// <exception cref="JsonException">It was written by another version of the program.</exception>
    internal static StageDescription Read(byte[] bytes) => JsonSerializer.Deserialize<StageDescription>(bytes, PlanFile.Options) ?? throw new JsonException($"{FileName} is empty");
}
