namespace Pivot.Dsl.Specs;

/// <summary>Images and classes in Parquet files, the splits told apart by the files' names (<c>source: parquet</c> with <c>rows: labels</c>).</summary>
/// <param name="Path">Absolute path of the folder.</param>
/// <param name="Train">Names of the training split's files, <c>*</c> for any letters.</param>
/// <param name="Test">Names of the test split's files.</param>
/// <param name="Image">Column of the images.</param>
/// <param name="Label">Column of the classes: names, or numbers whose names the files note.</param>
public sealed record ParquetLabelsView(string Path, string Train = "train*.parquet", string Test = "test*.parquet", string Image = "image", string Label = "label") : DataView
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Label;
}
