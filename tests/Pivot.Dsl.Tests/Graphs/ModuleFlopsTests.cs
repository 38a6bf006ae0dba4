using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Graphs;

/// <summary>Operations and kept activations of one tiny layer of each kind, worked by hand.</summary>
public class ModuleFlopsTests
{
    // 4 patches of 2 x 2 pixels, width 4, MLP width 6; 5 tokens of text, so that 9 rows go through the language model.
    private const string Tiny = """
        pivot: 1
        name: tiny
        data: { scenes: { source: scenes, image_size: 48, train: 600, test: 100 } }
        models:
          nano:
            vision_tower: { image_size: 4, patch_size: 2, width: 4, depth: 2, heads: 2, mlp_width: 6, feature_layer: -2 }
            language_model: { width: 8, depth: 1, heads: 2, kv_heads: 1, mlp_width: 3 }
        stages:
          see: { kind: contrastive, data: scenes.captions, steps: 1 }
          post: { kind: sft, from: see, data: scenes.preference, steps: 1 }
        """;

    [Fact]
    public void A_vision_block()
    {
        var layer = Find(Root("post"), "vision_tower.vision_model.encoder.layers.0");
        Assert.Equal(2 * 4 * 4 * 4, Find(layer, "self_attn.q_proj").Flops); // 2 rows in out
        Assert.Equal((8 * 4 * 4 * 4) + (4 * 4 * 4 * 4) + (4 * 4 * 4 * 6), layer.Flops); // 8 T D^2 + 4 T^2 D + 4 T D M
        Assert.Equal((10 * 4 * 4) + (2 * 4 * 6) + (2 * 4), layer.Activations); // 10 T D + 2 T M + H T
        Assert.Equal((4 * 4 * 4) + (4 * 4) + (2 * 4 * 6) + 6 + 4 + (4 * 4), layer.ParameterCount);
    }

    [Fact]
    public void Blocks_behind_the_layer_that_is_read_and_the_pooling_head_do_not_run()
    {
        var vision = Find(Root("post"), "vision_tower.vision_model");
        Assert.Equal(0, Find(vision, "encoder.layers.1").Flops);
        Assert.Equal(0, Find(vision, "head").Flops + Find(vision, "head").Activations + Find(vision, "post_layernorm").Activations);
        Assert.Equal(vision.ParameterCount, vision.TrainedCount);
        Assert.True(Find(Root("see"), "vision_model.encoder.layers.1").Flops > 0 && Find(Root("see"), "vision_model.head").Flops > 0);
    }

    [Fact]
    public void The_patches_are_one_product() => Assert.Equal(2 * 4 * (3 * 2 * 2) * 4, Find(Root("post"), "vision_tower.vision_model.embeddings").Flops);

    [Fact]
    public void The_pooling_head_asks_once()
    {
        var head = Find(Root("see"), "vision_model.head");
        Assert.Equal((4 * 4 * 16) + (4 * 4 * 4) + (2 * 16), Find(head, "attention").OwnFlops); // keys and values, scores and sums, the query
        Assert.Equal(2 * 16, Find(head, "attention.out_proj").Flops);
        Assert.Equal(4 * 4 * 6, Find(head, "mlp").Flops);
    }

    [Fact]
    public void The_projector() => Assert.Equal((2 * 4 * 4 * 8) + (2 * 4 * 8 * 8), Find(Root("post"), "multi_modal_projector").Flops);

    [Fact]
    public void A_language_block_with_shared_key_heads()
    {
        var layer = Find(Root("post"), "language_model.model.layers.0");
        Assert.Equal(2 * 9 * 8 * 4, Find(layer, "self_attn.k_proj").Flops);
        Assert.Equal((4 * 9 * 8 * 8) + (4 * 9 * 8 * 4) + (4 * 9 * 9 * 8) + (6 * 9 * 8 * 3), layer.Flops); // 4 T D^2 + 4 T D K + 4 T^2 D + 6 T D M
        Assert.Equal((15 * 9 * 8) + (5 * 9 * 4) + (4 * 9 * 3) + (2 * 9), layer.Activations); // (13 + 2) T D + 5 T K + 4 T M + H T
    }

    [Fact]
    public void The_output_head_reads_the_texts_rows_and_its_tied_weight_counts_once()
    {
        var model = Find(Root("post"), "language_model");
        Assert.Equal(2 * 5 * 8 * 100, Find(model, "lm_head").Flops);
        Assert.Equal(0, Find(model, "lm_head").ParameterCount);
        Assert.Equal("[B, T, 100]", model.Output);
    }

    [Fact]
    public void The_text_tower()
    {
        var layer = Find(Root("see"), "text_model.encoder.layers.1");
        Assert.Equal((8 * 32 * 16) + (4 * 32 * 32 * 4) + (4 * 32 * 4 * 6), layer.Flops);
        Assert.Equal(2 * 16, Find(Root("see"), "text_model.head").Flops);
    }

    private static ModuleNode Root(string stage)
    {
        var plan = SpecFile.Plan(Tiny);
        var counts = new DataCounts(1000, 0, 2, 0); // two words and three marks
        var node = plan.Nodes.Single(n => n.Stage == stage) with { Counts = counts, VocabularySize = 100 };
        return StageModules.Of(node, plan)!;
    }

    private static ModuleNode Find(ModuleNode root, string path) => path.Split('.').Aggregate(root, (node, name) => node.Children.Single(c => c.Name == name));
}
