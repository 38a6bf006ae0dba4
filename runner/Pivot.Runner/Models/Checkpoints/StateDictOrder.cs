using System.Globalization;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// The order in which transformers' modules list their weights (a module's own before its children's), which decides where a model is cut into shards. Ours are
/// declared in the order they are read in.
/// </summary>
internal sealed class StateDictOrder : IComparer<string>
{
    // Siblings in the order of transformers 4.46. What is not siblings may stand in any order to each other.
    private static readonly string[] Siblings =
    [
        "image_newline", "logit_scale", "logit_bias", "vision_tower", "multi_modal_projector", "language_model", "text_model", "vision_model", "visual_projection",
        "text_projection", "model", "lm_head", "embed_tokens", "layers", "norm", "embeddings", "pre_layrnorm", "encoder", "layernorm", "post_layernorm", "final_layer_norm",
        "class_embedding", "cls_token", "mask_token", "register_tokens", "position_embeddings", "patch_embeddings", "patch_embedding", "token_embedding", "position_embedding",
        "probe", "norm1", "self_attn", "attention", "layer_scale1", "norm2", "layer_norm1", "mlp", "layer_scale2", "layer_norm2", "input_layernorm",
        "post_attention_layernorm", "gate_proj", "up_proj", "down_proj", "query", "key", "value", "output", "fc1", "fc2", "weights_in", "weights_out",
        "in_proj_weight", "in_proj_bias", "q_proj", "k_proj", "v_proj", "o_proj", "out_proj", "linear_1", "linear_2", "weight", "bias",
    ];

    // SigLIP's and CLIP's attention declares its projections in another order than a language model's.
    private static readonly string[] Encoder = ["k_proj", "v_proj", "q_proj"];

    // Of SigLIP's head, whose norm comes after its attention and before its MLP.
    private static readonly string[] Head = ["probe", "attention", "layernorm", "mlp", "bias"];

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = (x!.Split('.'), y!.Split('.'));
        var common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common]) common++;
        if (common == a.Length || common == b.Length) return a.Length.CompareTo(b.Length);
        var (one, two) = (a[common], b[common]);
        if (int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && int.TryParse(two, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            return m.CompareTo(n);
        var parents = a.AsSpan(0, common);
        var table = parents.Contains("encoder") && parents is [.., "self_attn"] && Encoder.Contains(one) && Encoder.Contains(two) ? Encoder
            : parents is [.., "head"] && Head.Contains(one) && Head.Contains(two) ? Head : Siblings;
        var order = Rank(table, one).CompareTo(Rank(table, two));
        return order != 0 ? order : string.CompareOrdinal(one, two);
    }

    private static int Rank(string[] table, string name)
    {
        var found = Array.IndexOf(table, name);
        return found < 0 ? table.Length : found;
    }
}
