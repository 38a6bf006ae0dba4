namespace Pivot.Runner.Data.Samples;

/// <summary>An image and one or more turns about it. The image placeholder is already taken out of the questions' text.</summary>
public sealed record ConversationSample(string Id, ImageReference Image, IReadOnlyList<Turn> Turns);
