using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models;

/// <summary>
/// Vision tower, projector and language model in LLaVA's arrangement (arXiv 2304.08485), under the names of HuggingFace's
/// LlavaForConditionalGeneration 4.46: <c>vision_tower.*</c>, <c>multi_modal_projector.*</c>, <c>language_model.*</c>. With anyres it is LLaVA-OneVision's
/// (arXiv 2408.03326, HuggingFace's LlavaOnevisionForConditionalGeneration): an image is several tiles, and there is the vector <c>image_newline</c>.
/// </summary>
/// <remarks>
/// Shapes: B rows, T tokens (image tokens expanded), P patches, Q tokens that a tile becomes, Dv and Dl the widths of tower and language model.
/// Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class MultimodalModel : nn.Module, IWeightLaws
{
    [ComponentName(Name = "vision_tower")] private readonly VisionTower visionTower;
    [ComponentName(Name = "multi_modal_projector")] private readonly Projector projector;
    [ComponentName(Name = "language_model")] private readonly CausalLanguageModel languageModel;
    [ComponentName(Name = "image_newline")] private readonly Parameter? newline; // [Dl]

    /// <summary>Puts three parts together; they are disposed of with the model.</summary>
    /// <param name="visionTower">Reads images.</param>
    /// <param name="projector">From the tower's width to the language model's.</param>
    /// <param name="languageModel">Reads and writes tokens.</param>
    /// <param name="imageTokenId">The token whose places the image's vectors take.</param>
    /// <param name="visionFeatureLayer">Which hidden state of the tower the projector reads, as in <see cref="Vision.VisionTower.HiddenState"/>.</param>
    /// <param name="readsAllTokens">Whether the projector reads class token and registers too (LLaVA's select strategy <c>full</c>), not the patches alone.</param>
    /// <param name="anyres">How images are cut into tiles; null for one tile an image.</param>
    /// <exception cref="ArgumentException">The widths do not fit, token or layer do not exist, or the tiles are not the tower's input.</exception>
    public MultimodalModel(
        VisionTower visionTower, Projector projector, CausalLanguageModel languageModel, int imageTokenId, int visionFeatureLayer,
        bool readsAllTokens = false, AnyresLayout? anyres = null)
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
        Anyres = anyres;
        if (anyres is not null)
        {
            if (anyres.TileSide != visionTower.Shape.ImageSize)
                throw new ArgumentException($"the anyres tiles are {anyres.TileSide} pixels wide; the vision tower takes {visionTower.Shape.ImageSize}");
            if (TokensPerSide * TokensPerSide != ImageTokens)
                throw new ArgumentException($"a tile becomes {ImageTokens} tokens, which are no square; anyres puts tiles together by rows and columns");
            newline = NewParameter.Zeros(languageModel.Device, languageModel.Shape.EmbedDim);
        }
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

    /// <summary>How many of an image's tokens stand before those of its patches: class token and registers, where the projector reads them.</summary>
    public int PrefixTokens => ReadsAllTokens ? visionTower.Shape.PrefixTokens : 0;

    /// <summary>How images are cut into tiles; null for one tile an image.</summary>
    public AnyresLayout? Anyres { get; }

    /// <summary>Token that fills rows up (a LLaVA's pad_token_id); not computed with, null where the description names none.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>LLaVA-OneVision's token for videos, which are not read here; kept for those who read the description.</summary>
    public int? VideoTokenId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        newline is null ? [] : [("image_newline", newline, new WeightLaw(Distribution.LecunNormal, 1 / Math.Sqrt(languageModel.Shape.EmbedDim)))];

    /// <summary>Q: image tokens an image takes, with anyres one of its tiles.</summary>
    public int ImageTokens => projector.Tokens(visionTower.Shape.NumPatches + PrefixTokens);

    /// <summary>Tokens along a side of a tile, where its tokens are a square.</summary>
    public int TokensPerSide => (int)Math.Sqrt(ImageTokens);

    /// <summary>Image tokens that an image of some size takes.</summary>
    /// <param name="size">The image's own size, which matters with anyres.</param>
    public int TokensOf(PixelSize size) => Anyres?.TokenCount(size, TokensPerSide) ?? ImageTokens;

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
    /// <param name="features">[B, P, Dv]; with anyres those of all images' tiles, [tiles, P, Dv].</param>
    /// <param name="imageSizes">The images' own sizes, which an anyres model packs their tiles by; other models do not look at them.</param>
    /// <returns>[B, Q, Dl]; with anyres the packed tokens of all images in order, [N, Dl].</returns>
    /// <exception cref="ArgumentException">The model is an anyres one and the sizes are not given, or do not fit the tiles.</exception>
    public Tensor Project(Tensor features, IReadOnlyList<PixelSize>? imageSizes = null)
    {
        var projected = projector.call(features);
        if (Anyres is null) return projected;
        return TilePacking.Pack(projected, imageSizes ?? throw new ArgumentException("an anyres model needs the images' sizes to put their tiles together"),
            Anyres, TokensPerSide, newline!);
    }

    /// <summary>The tokens' vectors, the image tokens' taken by projected features in order.</summary>
    /// <param name="inputIds">int64 [B, T].</param>
    /// <param name="projected">[..., Dl], a vector for each image token in the batch; null when there are none.</param>
    /// <returns>[B, T, Dl].</returns>
    /// <exception cref="ArgumentException">There are more or fewer image tokens than projected features.</exception>
    public Tensor Embed(Tensor inputIds, Tensor? projected)
    {
        var embedded = languageModel.Embed(inputIds); // [B, T, Dl]
        if (projected is null)
        {
            var left = inputIds.eq(ImageTokenId).sum().item<long>();
            return left == 0 ? embedded : throw new ArgumentException($"the batch has {left} image tokens and no image");
        }
        var width = languageModel.Shape.EmbedDim;
        var places = inputIds.reshape(-1).eq(ImageTokenId).nonzero().squeeze(1); // [N]
        var source = projected.reshape(-1, width); // [N, Dl]
        if (places.size(0) != source.size(0))
            throw new ArgumentException($"the batch has {places.size(0)} image tokens and {source.size(0)} projected features");
        return embedded.view(-1, width).index_copy(0, places, source).view_as(embedded); // [B, T, Dl]
    }

    /// <summary>Hidden states of the language model after its final norm.</summary>
    /// <param name="inputIds">int64 [B, T], image tokens expanded.</param>
    /// <param name="projected">[..., Dl], put in order onto the image tokens; null when there are none.</param>
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
