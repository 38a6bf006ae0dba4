using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Tests.Models;

/// <summary>Small models with drawn weights.</summary>
internal static class Samples
{
    public static readonly SiglipVisionShape Vision = new() { ImageSize = 12, PatchSize = 4, EmbedDim = 16, MlpDim = 24, NumLayers = 2, NumHeads = 2 };

    public static readonly SiglipTextShape Text = new() { VocabSize = 19, EmbedDim = 16, MlpDim = 20, NumLayers = 1, NumHeads = 4, MaxPositions = 6 };

    public static readonly ClipVisionShape Clip = new()
    {
        ImageSize = 12, PatchSize = 4, EmbedDim = 16, MlpDim = 24, NumLayers = 2, NumHeads = 2, ProjectionDim = 10,
    };

    public static readonly ClipTextShape ClipText = new()
    {
        VocabSize = 19, EmbedDim = 12, MlpDim = 20, NumLayers = 1, NumHeads = 4, MaxPositions = 6, EndToken = 1, PadToken = 0,
    };

    public static readonly Dinov2VisionShape Dinov2 = new() { ImageSize = 12, PatchSize = 4, EmbedDim = 16, MlpDim = 32, NumLayers = 2, NumHeads = 2 };

    public static readonly LanguageShape Language = new()
    {
        VocabSize = 31, EmbedDim = 24, MlpDim = 40, NumLayers = 2, NumHeads = 4, NumKvHeads = 2, MaxPositions = 64,
    };

    /// <summary>Weights wide enough that attention and the choice of the next token depend on what is seen.</summary>
    public static CausalLanguageModel NewLanguageModel(long seed = 1, LanguageShape? shape = null)
    {
        var model = new CausalLanguageModel(shape ?? Language);
        Initializer.Draw(model, seed);
        Widen(model, 12);
        return model;
    }

    public static MultimodalModel NewMultimodalModel(long seed = 1, LanguageShape? language = null)
    {
        var model = new MultimodalModel(new SiglipVisionModel(Vision), new MlpProjector(16, 24), new CausalLanguageModel(language ?? Language), imageTokenId: 3, visionFeatureLayer: -2);
        Initializer.Draw(model, seed);
        return model;
    }

    public static SiglipModel NewSiglip(long seed = 1)
    {
        var model = new SiglipModel(Vision, Text);
        Initializer.Draw(model, seed);
        return model;
    }

    public static ImageTextModel NewPair(string arch, long seed = 1)
    {
        ImageTextModel model = arch == "clip" ? new ClipModel(Clip, ClipText) : new SiglipModel(Vision, Text);
        Initializer.Draw(model, seed);
        return model;
    }

    private static void Widen(TorchSharp.torch.nn.Module model, float factor)
    {
        using var noGrad = TorchSharp.torch.no_grad();
        foreach (var parameter in model.parameters()) if (parameter.ndim > 1) parameter.mul_(factor);
    }
}
