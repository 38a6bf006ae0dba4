using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives;

public class ClipLossTests
{
    private static readonly Tensor Unit = eye(2); // two images, two texts, each pair orthogonal to the other

    [Fact]
    public void Orthogonal_pairs_worked_by_hand()
    {
        // scale e^0 = 1: every row's logits are 1 and 0, its loss log(1 + e^-1) = 0.3132617, both ways.
        Assert.Equal(0.3132617, ClipLoss.Loss(Unit, Unit, tensor(0f)).ToDouble(), 5);
    }

    [Fact]
    public void Both_directions_count_alike()
    {
        // logits [[1, 1], [0, 0]]: images log 2 each; text 0 log(1 + e^-1), text 1 (its image has the lower) log(1 + e^1).
        var images = tensor(new float[] { 1, 0, 0, 1 }).reshape(2, 2);
        var texts = tensor(new float[] { 1, 0, 1, 0 }).reshape(2, 2);
        Assert.Equal((0.6931472 + (0.3132617 + 1.3132617) / 2) / 2, ClipLoss.Loss(images, texts, tensor(0f)).ToDouble(), 5);
    }

    [Fact]
    public void Positives_share_the_target_of_their_row()
    {
        // Text 1 is image 0's too. Image 0: half of log(1 + e^-1) and half of log(1 + e^1) = 0.8132617; image 1 as before.
        // Text 1 has both images: the same 0.8132617; text 0 as before.
        var positives = tensor(new[] { false, true, false, false }).reshape(2, 2);
        Assert.Equal((0.8132617 + 0.3132617) / 2, ClipLoss.Loss(Unit, Unit, tensor(0f), positives).ToDouble(), 5);
    }

    [Fact]
    public void Embeddings_and_masks_of_the_wrong_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClipLoss.Loss(Unit, eye(3), tensor(0f)));
        Assert.Contains("bool [2, 2]", Assert.Throws<ArgumentException>(() => ClipLoss.Loss(Unit, Unit, tensor(0f), eye(2))).Message);
    }

    [Fact, Trait("Category", "Golden")]
    public void Agrees_with_HuggingFace_CLIPModel()
    {
        foreach (var golden in GoldenFolder.With("grad.visual_projection.weight"))
        {
            using var scale = golden["logit_scale"].requires_grad_();
            var loss = ClipLoss.Loss(golden["image_embeds"], golden["text_embeds"], scale);
            Near.Equal(golden["loss"], loss, 1e-5, 1e-5, golden.Path);
            loss.backward();
            Near.Equal(golden["grad.logit_scale"], scale.grad!, 5e-5, 1e-3, "scale's gradient");
        }
    }
}
