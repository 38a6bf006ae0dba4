using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>A vision tower, with the projector behind it if that is what is probed.</summary>
public sealed class FrozenEncoder : IDisposable
{
    private readonly IDisposable _owner;
    private readonly MultimodalModel? _projected;
    private readonly VisionTower _tower;
    private readonly int _layer;

    private FrozenEncoder(StageContext context, IDisposable owner, VisionTower tower, int layer, MultimodalModel? projected)
    {
        (_owner, _tower, _layer, _projected) = (owner, tower, layer, projected);
        Images = StageImages.Of(context, tower.Shape).Base;
    }

    /// <summary>What is done to its images: one picture each, with anyres the whole image without its tiles.</summary>
    public ImageProcessor Images { get; }

    /// <summary>Opens the encoder that a node measures: out of its parent's checkpoint or the one that its model names, or an untrained one from its model's widths.</summary>
    /// <param name="context">The stage's context.</param>
    /// <param name="projected">Whether the projector is part of it.</param>
    /// <param name="hiddenState">Which hidden state is read, or null for the one that the model reads.</param>
    /// <exception cref="StageException">The projector is asked for, and the parent has none.</exception>
    public static FrozenEncoder Open(StageContext context, bool projected, int? hiddenState)
    {
        if (!context.Parents.TryGetValue(ParentRoles.From, out var stage))
        {
            if (!projected) return Untrained(context, hiddenState);
            var made = StageModels.Multimodal(context);
            return new FrozenEncoder(context, made, made.Model.VisionTower, made.Model.VisionFeatureLayer, made.Model);
        }
        var parent = ParentModel.Load(stage, context.Device);
        if (projected && parent.Multimodal is null)
        {
            parent.Dispose();
            throw new StageException(
                $"stage `{context.Node.Stage}` reads features after the projector, and what it starts from has only an encoder; use features: encoder");
        }
        var layer = hiddenState ?? parent.Multimodal?.VisionFeatureLayer ?? context.Node.Model!.VisionTower.FeatureLayer;
        return new FrozenEncoder(context, parent, parent.VisionTower, layer, projected ? parent.Multimodal : null);
    }

    private static FrozenEncoder Untrained(StageContext context, int? hiddenState)
    {
        var spec = context.Node.Model!.VisionTower;
        if (spec.Checkpoint is { } folder)
        {
            var named = ParentModel.LoadTower(folder, context.Device);
            return new FrozenEncoder(context, named, named.VisionTower, hiddenState ?? spec.FeatureLayer, null);
        }
        var tower = VisionTowers.Build(ModelShapes.Vision(spec));
        Initializer.Draw(tower, context.Node.Seed ?? 0);
        tower.to(context.Device);
        return new FrozenEncoder(context, tower, tower, hiddenState ?? spec.FeatureLayer, null);
    }

    /// <summary>Features of every patch, or of every block of patches that the projector puts into one token; not of class token and registers.</summary>
    /// <param name="pixelValues">float [B, 3, H, W].</param>
    /// <returns>float [B, P, D], D the tower's width or, with the projector, the language model's.</returns>
    public torch.Tensor Features(torch.Tensor pixelValues)
    {
        if (_projected is null) return _tower.PatchFeatures(pixelValues, _layer);
        var tokens = _projected.Projector.call(_projected.VisionFeatures(pixelValues)); // [B, N + P, D]
        return tokens.narrow(1, _projected.PrefixTokens, tokens.size(1) - _projected.PrefixTokens);
    }

    /// <inheritdoc/>
    public void Dispose() => _owner.Dispose();
}
