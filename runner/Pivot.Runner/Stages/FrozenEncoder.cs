using Pivot.Dsl.Plans;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>A vision tower, with the projector behind it if that is what is probed, out of a parent's checkpoint.</summary>
public sealed class FrozenEncoder : IDisposable
{
    private readonly MultimodalModel? _model;
    private readonly SiglipVisionModel _tower;
    private readonly int _layer;

    private FrozenEncoder(MultimodalModel? model, SiglipVisionModel tower, int layer) => (_model, _tower, _layer) = (model, tower, layer);

    /// <summary>Side of the images it takes, in pixels.</summary>
    public int ImageSize => _tower.Shape.ImageSize;

    /// <summary>Opens the encoder that a node measures.</summary>
    /// <param name="context">The stage's context.</param>
    /// <param name="projected">Whether the projector is part of it.</param>
    /// <exception cref="StageException">The projector is asked for, and the parent has none.</exception>
    public static FrozenEncoder Open(StageContext context, bool projected)
    {
        var parent = context.Parents.GetValueOrDefault(ParentRoles.VisionTower) ?? context.Parents.GetValueOrDefault(ParentRoles.From);
        if (projected || parent is null)
        {
            if (parent is not null && !MultimodalCheckpoint.IsIn(parent.Folder.Checkpoint))
            {
                throw new StageException(
                    $"stage `{context.Node.Stage}` reads features after the projector, and its parent has only an encoder; use features: encoder");
            }
            var model = StageModels.Multimodal(context).Model;
            return new FrozenEncoder(projected ? model : null, model.VisionTower, model.VisionFeatureLayer);
        }
        var tower = VisionTowerCheckpoint.Load(parent.Folder.Checkpoint, context.Device);
        return new FrozenEncoder(null, tower, context.Node.Model!.VisionTower.FeatureLayer);
    }

    /// <summary>Features of every patch.</summary>
    /// <param name="pixelValues">float [B, 3, H, W].</param>
    /// <returns>float [B, P, D], D the tower's width or, with the projector, the language model's.</returns>
    public torch.Tensor Features(torch.Tensor pixelValues) =>
        _model is null ? _tower.HiddenState(pixelValues, _layer) : _model.Project(_model.VisionFeatures(pixelValues));

    /// <inheritdoc/>
    public void Dispose()
    {
        _model?.Dispose();
        _tower.Dispose();
    }
}
