using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages;

/// <summary>A multimodal model, the tokenizer its text goes through, and what is done to its images.</summary>
public sealed record StageModel(MultimodalModel Model, Tokenizer Tokenizer, ImageProcessor Images) : IDisposable
{
    /// <summary>Image tokens that an image takes in a row, none where there is none; with anyres its size is read.</summary>
    /// <exception cref="Data.DataException">The image's size cannot be read.</exception>
    public int TokensOf(ImageReference image) => !image.IsThere ? 0 : Model.Anyres is null ? Model.ImageTokens : Model.TokensOf(image.Size());

    /// <summary>Writes all of it as a stage's checkpoint.</summary>
    public void Save(string folder)
    {
        MultimodalCheckpoint.Save(Model, folder);
        Tokenizer.Save(folder);
        ImageProcessorFile.Write(folder, Images.Settings);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
