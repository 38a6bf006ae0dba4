using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Samples;

/// <summary>A question about one thing in the image, its right and a plausible wrong answer, and the mask (1 inside, 0 outside) of that thing.</summary>
public sealed record GroundedSample(
    string Id, ImageReference Image, string Question, string Answer, string WrongAnswer, Func<LabelMap> LoadMask);
