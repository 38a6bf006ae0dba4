using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages.Folders;

/// <summary>Whether a folder's image processor can be followed and makes pictures of the size that its vision tower reads.</summary>
/// <param name="folder">The folder.</param>
/// <param name="bag">Receives what is wrong.</param>
internal sealed class ProcessorFilesCheck(string folder, DiagnosticBag bag)
{
    /// <summary>Checks it against a model.</summary>
    public void Check(CheckpointDescription description)
    {
        var files = new JsonFiles(folder, bag);
        files.Read("processor_config.json");
        if (description.Vision is not { } vision) return;
        try
        {
            if (ImageProcessorFile.Find(folder) is not { } settings) return;
            var output = ImageSettingsRules.Output(settings);
            if (output != new PixelSize(vision.ImageSize, vision.ImageSize))
                files.Warn(ImageProcessorFile.Name, $"makes pictures of {output} pixels; the vision tower's image_size is {vision.ImageSize}, so its positions would have to be interpolated");
            if (settings.Mean.Count != vision.NumChannels)
                files.Tell(ImageProcessorFile.Name, $"normalises {settings.Mean.Count} channels; the vision tower has {vision.NumChannels}", DiagnosticCodes.CheckpointMismatch);
        }
        catch (DataException problem)
        {
            bag.Error(DiagnosticCodes.CheckpointUnreadable, new SourceSpan(Path.Combine(folder, ImageProcessorFile.Name), 1, 1, 1, 1), "", problem.Message);
        }
    }
}
