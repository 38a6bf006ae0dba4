namespace Pivot.Runner.Models.Language;

/// <summary>The tokens that a model's description names: not part of the arithmetic, but generation stops at them and other programs read them.</summary>
public sealed record MarkTokens
{
    /// <summary>Token that starts a text (bos_token_id); null for none.</summary>
    public int? Begin { get; init; }

    /// <summary>Tokens that end a text (eos_token_id: a number or a list); empty for none.</summary>
    public IReadOnlyList<int> Ends { get; init; } = [];

    /// <summary>Token that fills rows up (pad_token_id); null for none.</summary>
    public int? Pad { get; init; }

    /// <summary>Whether both name the same tokens.</summary>
    public bool Equals(MarkTokens? other) => other is not null && Begin == other.Begin && Pad == other.Pad && Ends.SequenceEqual(other.Ends);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Begin, Pad, Ends.Count > 0 ? Ends[0] : -1);
}
