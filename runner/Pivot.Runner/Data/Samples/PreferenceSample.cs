namespace Pivot.Runner.Data.Samples;

/// <summary>An image, a question, and two answers of which the first is preferred.</summary>
public sealed record PreferenceSample(string Id, ImageReference Image, string Question, string Chosen, string Rejected);
