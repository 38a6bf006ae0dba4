namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Told after every training step of a <see cref="SegmentationProbe"/> and every test picture it has scored.</summary>
/// <param name="done">Units done.</param>
/// <param name="total">Units in all.</param>
/// <param name="unit"><c>step</c> while the head is trained, <c>image</c> while it is scored.</param>
/// <param name="loss">The step's loss in nats; null for an image, and for a step whose images have no labelled patch.</param>
public delegate void SegmentationProgress(int done, int total, string unit, double? loss);
