namespace Pivot.Dsl.Specs;

/// <summary>A view of the built-in world.</summary>
public sealed record ScenesView : DataView
{
    /// <summary>The views of the world and what a row of each is.</summary>
    public static IReadOnlyDictionary<string, SampleKind> Contents { get; } = new Dictionary<string, SampleKind>
    {
        ["captions"] = SampleKind.Caption,
        ["instruct"] = SampleKind.Conversation,
        ["preference"] = SampleKind.Preference,
        ["test"] = SampleKind.Question,
        ["objects"] = SampleKind.Label,
        ["masks"] = SampleKind.Mask,
        ["grounded"] = SampleKind.Grounded,
    };

    /// <summary>One of <see cref="Contents"/>.</summary>
    public required string Content { get; init; }

    /// <inheritdoc cref="ScenesSpec.ImageSize"/>
    public required int ImageSize { get; init; }

    /// <inheritdoc cref="ScenesSpec.Train"/>
    public required int Train { get; init; }

    /// <inheritdoc cref="ScenesSpec.Test"/>
    public required int Test { get; init; }

    /// <inheritdoc cref="ScenesSpec.Seed"/>
    public required long Seed { get; init; }

    /// <inheritdoc/>
    public override SampleKind Kind => Contents[Content];
}
