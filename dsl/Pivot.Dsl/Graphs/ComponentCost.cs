namespace Pivot.Dsl.Graphs;

/// <summary>A part of a model, counted.</summary>
/// <param name="Name"><c>vision_tower</c>, <c>text_tower</c>, <c>projector</c>, <c>language_model</c> or <c>head</c>.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Trainable">Those the stage trains.</param>
public sealed record ComponentCost(string Name, long Parameters, long Trainable);
