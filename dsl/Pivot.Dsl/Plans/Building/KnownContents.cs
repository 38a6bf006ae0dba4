using System.Runtime.CompilerServices;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Contents that many nodes share, each put into words once.</summary>
internal sealed class KnownContents(DataReading data)
{
    private readonly Dictionary<ModelSpec, List<(MadeParts Parts, IReadOnlyList<BoundView> Text, string Content)>> _models = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Features, int? Layer, string Pooling, bool Padded), string> _features = [];

    /// <summary>The fields of a node that the compiler made.</summary>
    /// <param name="spec">Its fields.</param>
    /// <param name="images">How images are brought to the tower's size; a stage that starts from another has no other word for it in its key.</param>
    public string Of(FeaturesSpec spec, ImagesSpec images)
    {
        var fields = (spec.Features, spec.Layer, spec.Pooling, images.Aspect == "pad");
        if (!_features.TryGetValue(fields, out var inputs)) _features[fields] = inputs = StageInputs.Of(spec, images);
        return inputs;
    }

    /// <summary>The parts of a model that a node makes fresh, or null where it makes none.</summary>
    public string? Of(ModelSpec model, MadeParts parts, IReadOnlyList<BoundView> text)
    {
        if (parts == MadeParts.None) return null;
        if (!_models.TryGetValue(model, out var known)) _models[model] = known = [];
        foreach (var one in known)
        {
            if (one.Parts == parts && ReferenceEquals(one.Text, text)) return one.Content;
        }

        var content = ModelContent.Of(model, parts, text.Select(data.TextContentOf), data.Checkpoints.DigestsOf(model))!;
        known.Add((parts, text, content));
        return content;
    }
}
