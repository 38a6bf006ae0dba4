using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>A vision and a text tower whose vectors are compared: SigLIP's or CLIP's pair.</summary>
/// <remarks>Shapes: B images and texts, L tokens, E width of the vectors compared, C classes, M ways to say a class. Returned tensors belong to the caller's dispose scope.</remarks>
/// <param name="name">The module's name.</param>
public abstract class ImageTextModel(string name) : nn.Module(name)
{
    /// <summary>Sizes of the vision tower.</summary>
    public abstract VisionShape VisionShape { get; }

    /// <summary>Sizes of the text tower.</summary>
    public abstract TextShape TextShape { get; }

    /// <summary>ln of the factor on the cosines, [1] or [].</summary>
    public abstract Parameter LogitScale { get; }

    /// <summary>Added to the scaled cosines, [1]; null where the pair has none.</summary>
    public abstract Parameter? LogitBias { get; }

    /// <summary>The vision tower by itself. It shares this model's parameters: dispose of one of the two, not both.</summary>
    public abstract VisionTower VisionTower();

    /// <summary>Unit vectors of images.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <returns>[B, E].</returns>
    public Tensor ImageEmbeddings(Tensor pixelValues) => Unit(ImageVectors(pixelValues));

    /// <summary>Unit vectors of texts.</summary>
    /// <param name="ids">Token ids, int64 [B, L], padded on the right.</param>
    /// <param name="tokenMask">True at tokens that may be looked at, bool [B, L]; null lets pads be looked at too.</param>
    /// <returns>[B, E].</returns>
    /// <exception cref="ArgumentException">A text is longer than the tower's positions.</exception>
    public Tensor TextEmbeddings(Tensor ids, Tensor? tokenMask = null) => Unit(TextVectors(ids, tokenMask));

    /// <summary>How well every text fits every image: exp(logit_scale) text image^T, plus logit_bias where there is one.</summary>
    /// <param name="textEmbeddings">Unit vectors, [B, E].</param>
    /// <param name="imageEmbeddings">Unit vectors, [B', E].</param>
    /// <returns>[B, B']; its transpose is HuggingFace's logits_per_image.</returns>
    public Tensor LogitsPerText(Tensor textEmbeddings, Tensor imageEmbeddings)
    {
        var scaled = textEmbeddings.mm(imageEmbeddings.t()) * LogitScale.exp(); // [B, B']
        return LogitBias is null ? scaled : scaled + LogitBias;
    }

    /// <summary>
    /// A unit vector for every class of a zero-shot classification: the mean of the unit vectors of the ways to say it, made a unit vector again
    /// (arXiv 2103.00020, section 3.1.4). With one way a class, that way's own vector.
    /// </summary>
    /// <param name="prompts">Token ids of "a photo of a cat." and the like, int64 [C, M, L].</param>
    /// <param name="tokenMask">True at tokens that may be looked at, bool [C, M, L]; null lets pads be looked at too.</param>
    /// <returns>[C, E].</returns>
    /// <exception cref="ArgumentException">The prompts are not [C, M, L].</exception>
    public Tensor ClassVectors(Tensor prompts, Tensor? tokenMask = null)
    {
        var size = prompts.shape;
        if (size.Length != 3) throw new ArgumentException($"class prompts are [{string.Join(", ", size)}]; they must be [classes, prompts, tokens]");
        var ways = TextEmbeddings(prompts.reshape(-1, size[2]), tokenMask?.reshape(-1, size[2])).view(size[0], size[1], -1); // [C, M, E]
        return size[1] == 1 ? ways.squeeze(1) : Unit(ways.mean([1])); // [C, E]
    }

    /// <summary>Zero-shot classification: the score of every class for every image, the largest of a row its class.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="classVectors">Of <see cref="ClassVectors"/>, [C, E].</param>
    /// <returns>[B, C].</returns>
    public Tensor ClassLogits(Tensor pixelValues, Tensor classVectors) => LogitsPerText(classVectors, ImageEmbeddings(pixelValues)).t();

    /// <summary>Vectors of images before they are made unit vectors, [B, E].</summary>
    private protected abstract Tensor ImageVectors(Tensor pixelValues);

    /// <summary>Vectors of texts before they are made unit vectors, [B, E].</summary>
    private protected abstract Tensor TextVectors(Tensor ids, Tensor? tokenMask);

    internal abstract Tensor TextLastHiddenState(Tensor ids, Tensor? tokenMask = null); // [B, L, D]

    internal abstract Tensor TextPooled(Tensor ids, Tensor? tokenMask = null); // [B, D]

    private static Tensor Unit(Tensor vectors) => vectors / vectors.norm(-1, keepdim: true); // [B, E]
}
