using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>What a stage starts from: a stage, or a model, whose tower may come out of a stage.</summary>
internal sealed record StageStart(string? From, BoundModel? Model, string? Tower);
