namespace Pivot.Dsl.Specs;

/// <summary>The built-in synthetic world (<c>source: scenes</c>).</summary>
public sealed record ScenesSpec : DataSpec
{
    /// <inheritdoc/>
    public override string Source => "scenes";

    /// <summary>Side of the square pictures in pixels.</summary>
    public int ImageSize { get; init; } = 48;

    /// <summary>Number of training pictures.</summary>
    public int Train { get; init; } = 6000;

    /// <summary>Number of test pictures.</summary>
    public int Test { get; init; } = 1000;

    /// <summary>Seed of the world; the same seed gives the same bytes on every machine.</summary>
    public long Seed { get; init; } = 11;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, DataView> Views =>
        ScenesView.Contents.ToDictionary(c => c.Key, c => (DataView)new ScenesView
        {
            Content = c.Key, ImageSize = ImageSize, Train = Train, Test = Test, Seed = Seed,
        });
}
