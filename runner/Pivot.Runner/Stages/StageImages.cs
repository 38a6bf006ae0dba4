using Pivot.Dsl.Plans;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>
/// How a stage's images are brought to its vision tower: as the processor's file next to the tower's weights says, without one as the tower's architecture has
/// it; then <c>models.X.images</c>.
/// </summary>
public static class StageImages
{
    /// <summary>What is done to each image.</summary>
    /// <param name="context">The stage's context.</param>
    /// <param name="tower">The tower's sizes; a processor's file made for another size is scaled to it.</param>
    /// <param name="anyres">The tiles of a model that has them, else null.</param>
    /// <exception cref="StageException">The processor's file cannot be used.</exception>
    public static ImageProcessor Of(StageContext context, VisionShape tower, AnyresLayout? anyres = null)
    {
        try
        {
            var spec = context.Node.Model;
            var own = TowerImages.Of(tower);
            var found = Folder(context) is { } folder ? ImageProcessorFile.Find(folder) : null;
            // A file of tiles keeps how colours are normalised, not how the tower alone would take a picture.
            var square = found is null ? own : found.Anyres is null ? found.At(tower.ImageSize) : own with
            {
                Mean = found.Mean, Deviation = found.Deviation, Resample = found.Resample,
                DoRescale = found.DoRescale, RescaleFactor = found.RescaleFactor, DoNormalize = found.DoNormalize,
            };
            if (anyres is not null) return new ImageProcessor(square.Tiled(anyres));
            if (spec?.Images.Aspect == "pad") return new ImageProcessor(square.Padded());
            // A whole model's file may say that it was trained on padded images; nothing else in the folder does.
            return new ImageProcessor(spec is { Checkpoint: null } ? square with { Aspect = ImageAspect.Square } : square);
        }
        catch (DataException problem)
        {
            throw new StageException($"stage `{context.Node.Stage}`: {problem.Message}");
        }
    }

    /// <summary>The tiles that a model made fresh from its spec is to have; null for one picture an image.</summary>
    /// <exception cref="StageException">A size of the grid is no multiple of the tower's input.</exception>
    public static AnyresLayout? Tiles(StageContext context, VisionShape tower)
    {
        var images = context.Node.Model!.Images;
        if (images.Aspect != "anyres") return null;
        try
        {
            return new AnyresLayout([.. images.Grid.Select(size => new PixelSize(size[0], size[1]))], tower.ImageSize, images.MostTiles);
        }
        catch (ArgumentException problem)
        {
            throw new StageException($"stage `{context.Node.Stage}`: `images: grid`: {problem.Message}");
        }
    }

    // Where the tower comes from, in the order in which StageModels takes it.
    private static string? Folder(StageContext context)
    {
        foreach (var role in new[] { ParentRoles.VisionTower, ParentRoles.From })
            if (context.Parents.TryGetValue(role, out var stage)) return stage.Folder.Checkpoint;
        return context.Node.Model?.VisionTower.Checkpoint;
    }
}
