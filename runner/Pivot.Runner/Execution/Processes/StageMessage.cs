using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pivot.Runner.Execution.Processes;

/// <summary>
/// One line between a host and its stage process. To the process: <c>run</c>, <c>stop</c>, <c>commit</c>. From it: <c>ready</c>, <c>progress</c>, <c>note</c>,
/// <c>may_commit</c>, <c>ended</c>.
/// </summary>
public sealed record StageMessage
{
    /// <summary>What begins a line of the protocol. Whatever native code prints to the same stream does not.</summary>
    public const string Mark = "\u0001pivot ";

    private static readonly JsonSerializerOptions Options = new(Store.PlanFile.Options)
    {
        WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = false,
    };

    /// <summary>The word.</summary>
    public required string Type { get; init; }

    /// <summary>Of <c>run</c>: what is to be done.</summary>
    public StageRequest? Request { get; init; }

    /// <summary>Of <c>progress</c>: how far it is.</summary>
    public StageProgress? Progress { get; init; }

    /// <summary>Of <c>note</c>: what a person should know.</summary>
    public string? Text { get; init; }

    /// <summary>Of <c>commit</c>: whether results may be put into the store.</summary>
    public bool Granted { get; init; }

    /// <summary>Of <c>ended</c>: how.</summary>
    public StageEnd? End { get; init; }

    /// <summary>The line.</summary>
    public string Line() => Mark + JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null where it is none of the protocol's.</summary>
    /// <exception cref="JsonException">It is one and cannot be read: the two sides are not of one version.</exception>
    public static StageMessage? Read(string line)
    {
        // What native code printed without a line's end may stand before the mark.
        var at = line.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0) return null;
        return JsonSerializer.Deserialize<StageMessage>(line.AsSpan(at + Mark.Length), Options);
    }
}
