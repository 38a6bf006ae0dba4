using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models;

/// <summary>
/// Vision tower, projector and language model in LLaVA's arrangement (arXiv 2304.08485), under the names of HuggingFace's
/// LlavaForConditionalGeneration 4.46: <c>vision_tower.*</c>, <c>multi_modal_projector.*</c>, <c>language_model.*</c>.
/// </summary>
/// <remarks>
/// Shapes: B rows, T tokens (image tokens expanded: one for each patch), P patches, Dv and Dl the widths of tower and language model.
/// Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class MultimodalModel : nn.Module
{
    [ComponentName(Name = "vision_tower")] private readonly VisionTower visionTower;
    [ComponentName(Name = "multi_modal_projector")] private readonly Projector projector;
    [ComponentName(Name = "language_model")] private readonly CausalLanguageModel languageModel;

    /// <summary>Puts three parts together; they are disposed of with the model.</summary>
    /// <param name="visionTower">Reads images.</param>
    /// <param name="projector">From the tower's width to the language model's.</param>
    /// <param name="languageModel">Reads and writes tokens.</param>
    /// <param name="imageTokenId">The token whose places the image's vectors take.</param>
    /// <param name="visionFeatureLayer">Which hidden state of the tower the projector reads, as in <see cref="Vision.VisionTower.HiddenState"/>.</param>
    /// <param name="readsAllTokens">Whether the projector reads class token and registers too (LLaVA's select strategy <c>full</c>), not the patches alone.</param>
    /// <exception cref="ArgumentException">The widths do not fit, or token or layer do not exist.</exception>
    public MultimodalModel(
        VisionTower visionTower, Projector projector, CausalLanguageModel languageModel, int imageTokenId, int visionFeatureLayer,
        bool readsAllTokens = false)
        : base(nameof(MultimodalModel))
    {
        if (projector.Shape.VisionDim != visionTower.Shape.EmbedDim)
            throw new ArgumentException($"the projector takes width {projector.Shape.VisionDim}; the vision tower gives {visionTower.Shape.EmbedDim}");
        if (projector.Shape.LanguageDim != languageModel.Shape.EmbedDim)
            throw new ArgumentException($"the projector gives width {projector.Shape.LanguageDim}; the language model takes {languageModel.Shape.EmbedDim}");
        if (imageTokenId < 0 || imageTokenId >= languageModel.Shape.VocabSize)
            throw new ArgumentException($"the image token {imageTokenId} is not in the vocabulary of {languageModel.Shape.VocabSize}");
        if (visionFeatureLayer < -visionTower.Shape.NumLayers - 1 || visionFeatureLayer > visionTower.Shape.NumLayers)
            throw new ArgumentException($"feature layer {visionFeatureLayer} is not in a tower of {visionTower.Shape.NumLayers} blocks");
        if (readsAllTokens && projector.Shape.ReadsGrid && visionTower.Shape.PrefixTokens > 0)
            throw new ArgumentException($"the {projector.Shape.Arch} projector reads a square of patches, so the tower's class token cannot be read with them");
        _ = projector.Tokens(visionTower.Shape.NumPatches + (readsAllTokens ? visionTower.Shape.PrefixTokens : 0)); // refuses what it cannot take
        this.visionTower = visionTower;
        this.projector = projector;
        this.languageModel = languageModel;
        ImageTokenId = imageTokenId;
        VisionFeatureLayer = visionFeatureLayer;
        ReadsAllTokens = readsAllTokens;
        RegisterComponents();
    }

    /// <summary>Reads images.</summary>
    public VisionTower VisionTower => visionTower;

    /// <summary>From the tower's width to the language model's.</summary>
    public Projector Projector => projector;

    /// <summary>Reads and writes tokens.</summary>
    public CausalLanguageModel LanguageModel => languageModel;

    /// <summary>The token whose places the image's vectors take.</summary>
    public int ImageTokenId { get; }

    /// <summary>Which hidden state of the tower the projector reads.</summary>
    public int VisionFeatureLayer { get; }

    /// <summary>Whether the projector reads class token and registers too, not the patches alone.</summary>
    public bool ReadsAllTokens { get; }

    /// <summary>Q: image tokens an image takes.</summary>
    public int ImageTokens => projector.Tokens(visionTower.Shape.NumPatches + (ReadsAllTokens ? visionTower.Shape.PrefixTokens : 0));

    /// <summary>A part by its name in a spec: <c>vision_tower</c>, <c>projector</c>, <c>language_model</c>.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public nn.Module Part(string name) => name switch
    {
        "vision_tower" => visionTower,
        "projector" => projector,
        "language_model" => languageModel,
        _ => throw new ArgumentException($"the model has no part '{name}'; it has vision_tower, projector, language_model"),
    };

    /// <summary>The tower's features at <see cref="VisionFeatureLayer"/>.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <returns>[B, P, Dv].</returns>
    public Tensor VisionFeatures(Tensor pixelValues) => ReadsAllTokens
        ? visionTower.HiddenState(pixelValues, VisionFeatureLayer)
        : visionTower.PatchFeatures(pixelValues, VisionFeatureLayer);

    /// <summary>Features as the language model reads them.</summary>
    /// <param name="features">[B, P, Dv].</param>
    /// <returns>[B, P, Dl].</returns>
    public Tensor Project(Tensor features) => projector.call(features);

    /// <summary>The tokens' vectors, the image tokens' taken by projected features in order.</summary>
    /// <param name="inputIds">int64 [B, T].</param>
    /// <param name="projected">[B', P, Dl], B' P the number of image tokens in the batch; null when there are none.</param>
    /// <returns>[B, T, Dl].</returns>
    /// <exception cref="ArgumentException">There are more or fewer image tokens than projected features.</exception>
    public Tensor Embed(Tensor inputIds, Tensor? projected)
    {
        var embedded = languageModel.Embed(inputIds); // [B, T, Dl]
        if (projected is null) return embedded;
        var width = languageModel.Shape.EmbedDim;
        var places = inputIds.reshape(-1).eq(ImageTokenId).nonzero().squeeze(1); // [B' P]
        var source = projected.reshape(-1, width); // [B' P, Dl]
        if (places.size(0) != source.size(0))
            throw new ArgumentException($"the batch has {places.size(0)} image tokens and {source.size(0)} projected features");
        return embedded.view(-1, width).index_copy(0, places, source).view_as(embedded); // [B, T, Dl]
    }

    /// <summary>Hidden states of the language model after its final norm.</summary>
    /// <param name="inputIds">int64 [B, T], image tokens expanded.</param>
    /// <param name="projected">[B', P, Dl], scattered in order onto the image tokens; null when there are none.</param>
    /// <param name="positionIds">int64 [B, T].</param>
    /// <param name="attentionMask">True where token i may look at token j, bool [B, 1, T, S]; null is causal.</param>
    /// <param name="cache">Earlier tokens, only without gradients; null for none.</param>
    /// <returns>[B, T, Dl].</returns>
    /// <exception cref="ArgumentException">A shape or the number of image tokens does not fit.</exception>
    public Tensor Hidden(Tensor inputIds, Tensor? projected, Tensor positionIds, Tensor? attentionMask = null, KeyValueCache? cache = null) =>
        languageModel.Hidden(Embed(inputIds, projected), positionIds, attentionMask, cache);

    /// <summary>Scores of the next token.</summary>
    /// <param name="hidden">[..., Dl].</param>
    /// <returns>[..., V].</returns>
    public Tensor Logits(Tensor hidden) => languageModel.Logits(hidden);
}
