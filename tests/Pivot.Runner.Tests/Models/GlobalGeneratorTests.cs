using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

[CollectionDefinition(nameof(GlobalGeneratorTests), DisableParallelization = true)]
[Collection(nameof(GlobalGeneratorTests))] // alone, since any other test may move the generator meanwhile
public class GlobalGeneratorTests : ModelTest
{
    [Fact]
    public void Building_and_drawing_neither_read_nor_move_torch_s_global_generator()
    {
        var before = get_rng_state().data<byte>().ToArray();
        using var siglip = Samples.NewSiglip(7);
        using var multimodal = Samples.NewMultimodalModel(7);
        Assert.Equal(before, get_rng_state().data<byte>().ToArray());
    }
}
