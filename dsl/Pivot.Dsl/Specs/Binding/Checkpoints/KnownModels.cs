namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>
/// Published models by name, for plans and graphs on a machine that does not have their folders. A folder is such a model when its last two steps are the name:
/// <c>models/google/siglip2-so400m-patch16-384</c>. Once the folder is there its config.json is read and this table is not.
/// </summary>
/// <remarks>
/// From the models' config.json on huggingface.co/NAME. SigLIP's sizes also stand in transformers' convert_siglip_to_hf.py, DINOv2's in timm's and
/// facebookresearch/dinov2's model tables, Llama 3.2's in thunder_model_blocks' copy of its config.json, Qwen2.5's in its model cards. SigLIP 2 giant-opt: its 1.164 billion
/// parameters as published come out of these widths. What could not be confirmed is not listed.
/// </remarks>
internal static class KnownModels
{
    public static IReadOnlyDictionary<string, VisionTowerSpec> Towers { get; } = new Dictionary<string, VisionTowerSpec>
    {
        ["google/siglip-base-patch16-224"] = Siglip(224, 16, 768, 12, 12, 3072),
        ["google/siglip-base-patch16-384"] = Siglip(384, 16, 768, 12, 12, 3072),
        ["google/siglip-large-patch16-384"] = Siglip(384, 16, 1024, 24, 16, 4096),
        ["google/siglip-so400m-patch14-224"] = Siglip(224, 14, 1152, 27, 16, 4304),
        ["google/siglip-so400m-patch14-384"] = Siglip(384, 14, 1152, 27, 16, 4304),
        ["google/siglip2-base-patch16-224"] = Siglip(224, 16, 768, 12, 12, 3072),
        ["google/siglip2-base-patch16-384"] = Siglip(384, 16, 768, 12, 12, 3072),
        ["google/siglip2-large-patch16-384"] = Siglip(384, 16, 1024, 24, 16, 4096),
        ["google/siglip2-so400m-patch14-384"] = Siglip(384, 14, 1152, 27, 16, 4304),
        ["google/siglip2-so400m-patch16-384"] = Siglip(384, 16, 1152, 27, 16, 4304),
        ["google/siglip2-giant-opt-patch16-384"] = Siglip(384, 16, 1536, 40, 16, 6144),
        ["openai/clip-vit-base-patch32"] = Clip(224, 32, 768, 12, 12),
        ["openai/clip-vit-base-patch16"] = Clip(224, 16, 768, 12, 12),
        ["openai/clip-vit-large-patch14"] = Clip(224, 14, 1024, 24, 16),
        ["openai/clip-vit-large-patch14-336"] = Clip(336, 14, 1024, 24, 16),
        ["facebook/dinov2-small"] = Dinov2(384, 12, 6, 0),
        ["facebook/dinov2-base"] = Dinov2(768, 12, 12, 0),
        ["facebook/dinov2-large"] = Dinov2(1024, 24, 16, 0),
        ["facebook/dinov2-giant"] = Dinov2(1536, 40, 24, 0),
        ["facebook/dinov2-with-registers-small"] = Dinov2(384, 12, 6, 4),
        ["facebook/dinov2-with-registers-base"] = Dinov2(768, 12, 12, 4),
        ["facebook/dinov2-with-registers-large"] = Dinov2(1024, 24, 16, 4),
        ["facebook/dinov2-with-registers-giant"] = Dinov2(1536, 40, 24, 4),
    };

    public static IReadOnlyDictionary<string, LanguageModelSpec> Languages { get; } = new Dictionary<string, LanguageModelSpec>
    {
        ["Qwen/Qwen2.5-0.5B-Instruct"] = Qwen(896, 24, 14, 2, 4864, 151936, tied: true),
        ["Qwen/Qwen2.5-1.5B-Instruct"] = Qwen(1536, 28, 12, 2, 8960, 151936, tied: true),
        ["Qwen/Qwen2.5-3B-Instruct"] = Qwen(2048, 36, 16, 2, 11008, 151936, tied: true),
        ["Qwen/Qwen2.5-7B-Instruct"] = Qwen(3584, 28, 28, 4, 18944, 152064, tied: false),
        ["meta-llama/Llama-3.2-1B"] = Llama(2048, 16, 32),
        ["meta-llama/Llama-3.2-1B-Instruct"] = Llama(2048, 16, 32),
        ["meta-llama/Llama-3.2-3B"] = Llama(3072, 28, 24),
        ["meta-llama/Llama-3.2-3B-Instruct"] = Llama(3072, 28, 24),
    };

    /// <summary>The last two steps of a folder's path, which are a published model's name if it is one.</summary>
    public static string NameOf(string folder)
    {
        var steps = folder.Replace('\\', '/').TrimEnd('/').Split('/');
        return steps.Length < 2 ? steps[^1] : $"{steps[^2]}/{steps[^1]}";
    }

    private static VisionTowerSpec Siglip(int image, int patch, int width, int depth, int heads, int mlp) =>
        new() { Arch = "siglip", ImageSize = image, PatchSize = patch, Width = width, Depth = depth, Heads = heads, MlpWidth = mlp };

    private static VisionTowerSpec Clip(int image, int patch, int width, int depth, int heads) =>
        new() { Arch = "clip", ImageSize = image, PatchSize = patch, Width = width, Depth = depth, Heads = heads, MlpWidth = 4 * width, HasHead = false };

    // The giant one alone is gated.
    private static VisionTowerSpec Dinov2(int width, int depth, int heads, int registers) => new()
    {
        Arch = "dinov2", ImageSize = 518, PatchSize = 14, Width = width, Depth = depth, Heads = heads, Registers = registers, HasHead = false,
        Mlp = depth == 40 ? "swiglu" : "gelu", MlpWidth = TowerConfig.MlpWidth(4 * width, gated: depth == 40),
    };

    private static LanguageModelSpec Qwen(int width, int depth, int heads, int keys, int mlp, int vocabulary, bool tied) => new()
    {
        Arch = "qwen2", Width = width, Depth = depth, Heads = heads, KvHeads = keys, MlpWidth = mlp, Vocabulary = vocabulary, TieEmbeddings = tied, RopeTheta = 1_000_000,
        MaxLength = 32768,
    };

    private static LanguageModelSpec Llama(int width, int depth, int heads) => new()
    {
        Arch = "llama", Width = width, Depth = depth, Heads = heads, KvHeads = 8, MlpWidth = 8192, Vocabulary = 128256, TieEmbeddings = true, RopeTheta = 500_000,
        RopeScaling = new() { Factor = 32, LowFrequency = 1, HighFrequency = 4, OriginalLength = 8192 }, MaxLength = 131072,
    };
}
