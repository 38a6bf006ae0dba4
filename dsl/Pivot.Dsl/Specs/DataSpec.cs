namespace Pivot.Dsl.Specs;

/// <summary>A named data source. It offers one or more views; a stage reads one (<c>data: scenes.captions</c>).</summary>
public abstract record DataSpec
{
    /// <summary>The word after <c>source:</c>.</summary>
    public abstract string Source { get; }

    /// <summary>The views by name. A source of one file has one view with the empty name: <c>data: photos</c>.</summary>
    public abstract IReadOnlyDictionary<string, DataView> Views { get; }
}
