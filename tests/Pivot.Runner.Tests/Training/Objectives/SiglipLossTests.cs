using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives;

public class SiglipLossTests
{
    private static readonly Tensor Unit = eye(2); // two images, two texts, each pair orthogonal to the other

    [Fact]
    public void Orthogonal_pairs_worked_by_hand()
    {
        // scale e^0 = 1, bias -1: own logit 1 - 1 = 0, other logit 0 - 1 = -1.
        // L = (2 log 2 + 2 log(1 + e^-1)) / 2 = 0.6931472 + 0.3132617
        var loss = SiglipLoss.Loss(Unit, Unit, tensor(0f), tensor([-1f]));
        Assert.Equal(1.0064089, loss.ToDouble(), 5);
    }

    [Fact]
    public void A_further_positive_changes_the_sign_of_its_pair_only()
    {
        // Text 1 describes image 0 too: that pair's term becomes log(1 + e^1) = 1.3132617.
        var positives = tensor(new[] { false, true, false, false }).reshape(2, 2);
        var loss = SiglipLoss.Loss(Unit, Unit, tensor(0f), tensor(-1f), positives);
        Assert.Equal((2 * 0.6931472 + 1.3132617 + 0.3132617) / 2, loss.ToDouble(), 5);
    }

    [Fact]
    public void Rows_are_images_and_columns_are_texts()
    {
        // Image 0 is both texts' direction, image 1 neither's: logits [[1, 1], [0, 0]], bias 0. Positive at [0, 1] must meet the logit 1.
        var images = tensor(new float[] { 1, 0, 0, 1 }).reshape(2, 2);
        var texts = tensor(new float[] { 1, 0, 1, 0 }).reshape(2, 2);
        var positives = tensor(new[] { true, true, false, true }).reshape(2, 2);
        var loss = SiglipLoss.Loss(images, texts, tensor(0f), tensor(0f), positives);
        // [0,0] and [0,1]: log(1 + e^-1) each; [1,0] negative and [1,1] positive at 0: log 2 each
        Assert.Equal(0.3132617 + 0.6931472, loss.ToDouble(), 5);
    }

    [Fact]
    public void Embeddings_and_masks_of_the_wrong_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SiglipLoss.Loss(Unit, eye(3), tensor(0f), tensor(0f)));
        var error = Assert.Throws<ArgumentException>(() => SiglipLoss.Loss(Unit, Unit, tensor(0f), tensor(0f), eye(2)));
        Assert.Contains("bool [2, 2]", error.Message);
    }

    [Fact, Trait("Category", "Golden")]
    public void Agrees_with_HuggingFace_SiglipModel()
    {
        var folders = GoldenFolder.With("grad.logit_bias");
        foreach (var golden in folders)
        {
            using var scale = golden["logit_scale"].requires_grad_();
            using var bias = golden["logit_bias"].requires_grad_();
            var loss = SiglipLoss.Loss(golden["image_embeds"], golden["text_embeds"], scale, bias);
            Near.Equal(golden["loss"], loss, 1e-5, 1e-5, golden.Path);
            loss.backward();
            Near.Equal(golden["grad.logit_scale"], scale.grad!, 5e-5, 1e-3, "scale's gradient");
            Near.Equal(golden["grad.logit_bias"], bias.grad!, 5e-5, 1e-3, "bias's gradient");
        }
    }
}
