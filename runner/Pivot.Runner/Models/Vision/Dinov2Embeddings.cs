using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// Class token, registers and patches: <c>cls_token</c> [1, 1, D], <c>mask_token</c> [1, D], <c>register_tokens</c> [1, R, D], <c>patch_embeddings.*</c>,
/// <c>position_embeddings</c> [1, 1 + P, D]. Registers have no position.
/// </summary>
internal sealed class Dinov2Embeddings : nn.Module, IWeightLaws
{
    [ComponentName(Name = "cls_token")] private readonly Parameter classToken;
    [ComponentName(Name = "mask_token")] private readonly Parameter? maskToken;
    [ComponentName(Name = "register_tokens")] private readonly Parameter? registers;
    [ComponentName(Name = "patch_embeddings")] private readonly Dinov2PatchEmbeddings patches;
    [ComponentName(Name = "position_embeddings")] private readonly Parameter positions;
    private readonly Dinov2VisionShape shape;

    public Dinov2Embeddings(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2Embeddings))
    {
        this.shape = shape;
        classToken = NewParameter.Zeros(device, 1, 1, shape.EmbedDim);
        maskToken = shape.HasMaskToken ? NewParameter.Zeros(device, 1, shape.EmbedDim) : null;
        registers = shape.Registers > 0 ? NewParameter.Zeros(device, 1, shape.Registers, shape.EmbedDim) : null;
        patches = new Dinov2PatchEmbeddings(shape, device);
        positions = NewParameter.Zeros(device, 1, 1 + shape.NumPatches, shape.EmbedDim);
        RegisterComponents();
    }

    // Tables and tokens at 0.02 (dinov2/models/vision_transformer.py; its class token and registers start at 1e-6, HuggingFace's class token at 0.02).
    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws
    {
        get
        {
            yield return ("cls_token", classToken, WeightLaw.Normal(0.02));
            if (maskToken is not null) yield return ("mask_token", maskToken, WeightLaw.Zeros);
            if (registers is not null) yield return ("register_tokens", registers, WeightLaw.Normal(0.02));
            yield return ("position_embeddings", positions, WeightLaw.Normal(0.02));
        }
    }

    /// <param name="pixels">[B, C, H, W] of any size from one patch on.</param>
    /// <param name="maskedPatches">True where the mask token stands for a patch, bool [B, P]; null for nowhere.</param>
    /// <returns>[B, 1 + R + P, D].</returns>
    public Tensor Embed(Tensor pixels, Tensor? maskedPatches)
    {
        var native = PixelCheck.IsNative(shape, pixels, interpolatePositions: true);
        var embedded = patches.call(pixels); // [B, P, D]
        if (maskedPatches is not null) embedded = Masked(embedded, maskedPatches);
        var batch = embedded.size(0);
        var first = positions.narrow(1, 0, 1); // [1, 1, D]
        var rest = native ? positions.narrow(1, 1, shape.NumPatches) : Stretched(pixels).unsqueeze(0); // [1, P, D]
        var classes = (classToken + first).expand(batch, 1, -1); // [B, 1, D]
        return registers is null
            ? cat([classes, embedded + rest], 1) // [B, 1 + P, D]
            : cat([classes, registers.expand(batch, -1, -1), embedded + rest], 1); // [B, 1 + R + P, D]
    }

    private Tensor Masked(Tensor embedded, Tensor maskedPatches)
    {
        if (maskToken is null) throw new InvalidOperationException("this vision tower has no mask token");
        if (maskedPatches.dtype != ScalarType.Bool || !maskedPatches.shape.SequenceEqual([embedded.size(0), embedded.size(1)]))
            throw new ArgumentException(
                $"the mask of patches is {maskedPatches.dtype} [{string.Join(", ", maskedPatches.shape)}]; it must be bool [{embedded.size(0)}, {embedded.size(1)}]");
        return where(maskedPatches.unsqueeze(-1), maskToken.unsqueeze(0), embedded); // [B, P, D]
    }

    // Antialiased only with registers (their model file came later).
    private Tensor Stretched(Tensor pixels) => PositionGrid.Stretch(
        positions.narrow(1, 1, shape.NumPatches).squeeze(0), pixels.size(2) / shape.PatchSize, pixels.size(3) / shape.PatchSize, antialias: registers is not null);
}
