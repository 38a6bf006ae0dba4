using System.Text.Json.Serialization;
using Pivot.Dsl.Plans.Building;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>One vertex of the plan: work that is done once, whoever asks for it.</summary>
public sealed record PlanNode
{
    /// <summary>Content hash of kind, version, canonical inputs, seed, data digest and the parents' keys: 32 lower-case hex digits.</summary>
    public required string Key { get; init; }

    /// <summary>Name a person knows it by: the stage's, or <c>post.reference</c>, <c>linear.features</c> for what the compiler made.</summary>
    public required string Stage { get; init; }

    /// <summary>What it does, all references by name still in it; the runner reads it together with the resolved fields below.</summary>
    public required StageSpec Spec { get; init; }

    /// <summary>The model at this stage, its tower's architecture resolved; null for stages that need none (a probe on stored features).</summary>
    public ModelSpec? Model { get; init; }

    /// <summary>The data it reads.</summary>
    public required DataView Data { get; init; }

    /// <summary>Digest of that data's content.</summary>
    public required string DataDigest { get; init; }

    /// <summary>What the tokenizer is built from, where this node makes a language model or a text tower; empty elsewhere.</summary>
    public IReadOnlyList<DataView> TokenizerData { get; init; } = [];

    /// <summary>The seed, or null for work without randomness.</summary>
    public long? Seed { get; init; }

    /// <summary>Keys of what it reads, by role (<see cref="ParentRoles"/>).</summary>
    public required IReadOnlyDictionary<string, string> Parents { get; init; }

    /// <summary>Arms that ask for it, in the order of the file.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Seeds of the trials that ask for it.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>How much data it reads, or null where nobody looked.</summary>
    public DataCounts? Counts { get; init; }

    /// <summary>Tokens of its model's tokenizer, or null where nobody looked or the node has no tokenizer.</summary>
    public int? VocabularySize { get; init; }

    /// <summary>The canonical JSON that <see cref="Key"/> is the hash of; empty in a plan that was read back from a run's folder.</summary>
    [JsonIgnore]
    public string Content { get => field.Length > 0 ? field : Source?.ToString() ?? ""; init; } = "";

    /// <summary>What <see cref="Content"/> is put together from when it is asked for: a hundred thousand of them share most of it.</summary>
    internal NodeContent? Source { get; init; }
}
