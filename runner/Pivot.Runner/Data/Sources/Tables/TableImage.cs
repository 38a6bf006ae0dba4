using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>An image that lies in a table beside its text.</summary>
internal abstract class TableImage : ImageReference
{
    /// <summary>Holds it to being there and beginning as an image.</summary>
    /// <exception cref="DataException">It is not or does not.</exception>
    public abstract void Check();
}
