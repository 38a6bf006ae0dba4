using System.Globalization;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// Qwen2 and Llama under the names of HuggingFace's ForCausalLM: <c>model</c> and <c>lm_head</c>, which a tied model has no tensor of its own for. Qwen2's
/// projections to queries, keys and values have biases, Llama's have not.
/// </summary>
/// <remarks>
/// A block of T rows, width D, query width Q (heads times their width; Qwen2: D), key width K (the key heads' share of Q), MLP width M: 4 T D Q + 4 T D K +
/// 4 T^2 Q + 6 T D M operations, whatever the mask leaves out; it makes 8 T D + 5 T Q + 5 T K + 4 T M values and H T sums of exponentials, and 2 T Q more where
/// query heads share keys. The output head reads the text's rows, the image's are never scored.
/// </remarks>
internal static class DecoderNodes
{
    /// <param name="name">Its name.</param>
    /// <param name="language">Its widths.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="rows">Rows that go through the blocks.</param>
    /// <param name="scored">Rows that the output head reads.</param>
    /// <param name="use">What the stage does with it.</param>
    public static ModuleNode Model(string name, LanguageModelSpec language, Vocabulary vocabulary, Rows rows, Rows scored, PartUse use)
    {
        var hidden = rows.Shape(language.Width);
        var block = Block(language, rows, use);
        var decoder = new ModuleNode
        {
            Name = "model", Type = Prefix(language) + "Decoder", Input = hidden, Output = hidden,
            Children =
            [
                LayerNodes.Embedding("embed_tokens", rows, vocabulary.Size, language.Width, use),
                new()
                {
                    Name = "layers", Type = "ModuleList", Input = hidden, Output = hidden,
                    Children = [.. Enumerable.Range(0, language.Depth).Select(i => block with { Name = i.ToString(CultureInfo.InvariantCulture) })],
                },
                LayerNodes.RmsNorm("norm", rows, language.Width, use),
            ],
        };
        var head = LayerNodes.Linear("lm_head", scored, language.Width, vocabulary.Size, use, bias: false);
        head = head with { Output = scored.Shape(vocabulary.Text), Parameters = [.. head.Parameters.Select(p => p with { Tied = language.TieEmbeddings })] };
        return new() { Name = name, Type = Prefix(language) + "ForCausalLM", Input = hidden, Output = head.Output, Children = [decoder, head] };
    }

    private static string Prefix(LanguageModelSpec language) => language.Arch == "llama" ? "Llama" : "Qwen2";

    private static ModuleNode Block(LanguageModelSpec language, Rows rows, PartUse use)
    {
        var shape = rows.Shape(language.Width);
        return new()
        {
            Name = "", Type = Prefix(language) + "Block", Input = shape, Output = shape, OwnActivations = use.Runs ? 2 * rows.Count * language.Width : 0,
            Children =
            [
                LayerNodes.RmsNorm("input_layernorm", rows, language.Width, use), Attention(language, rows, use),
                LayerNodes.RmsNorm("post_attention_layernorm", rows, language.Width, use), Mlp(language, rows, use),
            ],
        };
    }

    // Beside the four layers: three tensors a rotation, of queries and of keys; keys and values repeated for the query heads that share them; the attended values.
    private static ModuleNode Attention(LanguageModelSpec language, Rows rows, PartUse use)
    {
        int width = language.Width, head = ModelWidths.Head(language), queries = language.Heads * head, keys = (language.KvHeads ?? language.Heads) * head;
        bool bias = language.Arch == "qwen2";
        return new()
        {
            Name = "self_attn", Type = Prefix(language) + "Attention", Input = rows.Shape(width), Output = rows.Shape(width),
            OwnFlops = use.Runs ? 4 * rows.Count * rows.Count * queries : 0,
            OwnActivations = use.Runs ? rows.Count * ((4L * queries) + (3L * keys) + (keys < queries ? 2L * queries : 0) + language.Heads) : 0,
            Children =
            [
                LayerNodes.Linear("q_proj", rows, width, queries, use, bias),
                LayerNodes.Linear("k_proj", rows, width, keys, use, bias),
                LayerNodes.Linear("v_proj", rows, width, keys, use, bias),
                LayerNodes.Linear("o_proj", rows, queries, width, use, bias: false),
            ],
        };
    }

    // Beside the three layers: the silu of the gate, and its product.
    private static ModuleNode Mlp(LanguageModelSpec language, Rows rows, PartUse use)
    {
        int width = language.Width, mlpWidth = ModelWidths.Mlp(language);
        return new()
        {
            Name = "mlp", Type = Prefix(language) + "Mlp", Input = rows.Shape(width), Output = rows.Shape(width), OwnActivations = use.Runs ? 2 * rows.Count * mlpWidth : 0,
            Children =
            [
                LayerNodes.Linear("gate_proj", rows, width, mlpWidth, use, bias: false),
                LayerNodes.Linear("up_proj", rows, width, mlpWidth, use, bias: false),
                LayerNodes.Linear("down_proj", rows, mlpWidth, width, use, bias: false),
            ],
        };
    }
}
