using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The text tower that stands opposite a vision tower in contrastive pretraining: as wide, as deep and with as many heads.</summary>
internal static class TextTowerNodes
{
    /// <param name="family">What its types are called after: <c>Siglip</c>, <c>Clip</c>.</param>
    /// <param name="tower">The vision tower's widths.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="use">What the stage does with it.</param>
    /// <param name="behind">What is behind its last norm.</param>
    public static ModuleNode Transformer(string family, VisionTowerSpec tower, Vocabulary vocabulary, PartUse use, IReadOnlyList<ModuleNode> behind)
    {
        var rows = Rows.Of(ModelWidths.CaptionLength);
        var (input, hidden) = ($"[B, {rows.Text}]", rows.Shape(tower.Width));
        return new()
        {
            Name = "text_model", Type = family + "TextTransformer", Input = input, Output = Rows.One.Shape(tower.Width),
            Children =
            [
                new()
                {
                    Name = "embeddings", Type = family + "TextEmbeddings", Input = input, Output = hidden,
                    Children =
                    [
                        LayerNodes.Embedding("token_embedding", rows, vocabulary.Size, tower.Width, use),
                        LayerNodes.Embedding("position_embedding", rows, ModelWidths.CaptionLength, tower.Width, use),
                    ],
                },
                SiglipBlockNodes.Encoder(rows, tower.Depth, tower.Width, ModelWidths.Mlp(tower), tower.Heads, tower.Depth, use, family),
                LayerNodes.LayerNorm("final_layer_norm", rows, tower.Width, use),
                .. behind,
            ],
        };
    }
}
