using Pivot.Runner.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Layers;

public class RmsNormLayerTests : ModelTest
{
    [Fact]
    public void Values_are_divided_by_their_root_mean_square()
    {
        // mean(3^2, 4^2) = 12.5, plus epsilon 3.5 = 16, root 4.
        using var norm = new RmsNormLayer(2, epsilon: 3.5);
        Near.Equal(tensor(new[] { 0.75f, 1f }), norm.call(tensor(new[] { 3f, 4f })), 1e-6, 0, "normed");
    }

    [Fact]
    public void A_row_of_zeros_gives_zeros_and_a_finite_gradient()
    {
        using var norm = new RmsNormLayer(3, 1e-6);
        var input = zeros(2, 3).requires_grad_(true);
        var normed = norm.call(input);
        normed.sum().backward();
        Assert.True(normed.eq(0).all().item<bool>());
        Near.Equal(full(2, 3, 1000f), input.grad!, 0, 1e-5, "gradient"); // 1 / sqrt(epsilon)
    }
}
