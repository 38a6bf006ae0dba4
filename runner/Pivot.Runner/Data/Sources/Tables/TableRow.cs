using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>A row of a table: what it became, or what is wrong with it.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
/// <param name="Sample">The sample; default where there is a problem.</param>
/// <param name="Image">Its image; null where there is a problem.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record TableRow<T>(T? Sample, ImageReference? Image, DataException? Problem);
