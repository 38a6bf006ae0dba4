namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>A row whose image lies in the table beside its text: what it became, or what is wrong with it.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
/// <param name="Sample">The sample; default where there is a problem.</param>
/// <param name="CheckImage">Throws a <see cref="DataException"/> where the image is missing or does not begin as one; null where there is a problem.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record TableRow<T>(T? Sample, Action? CheckImage, DataException? Problem);
