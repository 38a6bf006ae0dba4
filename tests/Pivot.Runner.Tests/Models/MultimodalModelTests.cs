using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

public class MultimodalModelTests : ModelTest
{
    private readonly MultimodalModel model = Samples.NewMultimodalModel();

    [Fact]
    public void Features_go_onto_image_tokens_in_order()
    {
        var ids = tensor(new long[] { 3, 5, 3, 6, 3, 3 }, [2, 3]);
        var projected = arange(4 * 24, dtype: ScalarType.Float32).view(2, 2, 24);
        var merged = model.Embed(ids, projected);
        var plain = model.LanguageModel.Embed(ids);
        Near.Equal(projected[0, 0], merged[0, 0], 0, 0, "first");
        Near.Equal(plain[0, 1].detach(), merged[0, 1], 0, 0, "text");
        Near.Equal(projected[0, 1], merged[0, 2], 0, 0, "second");
        Near.Equal(plain[1, 0].detach(), merged[1, 0], 0, 0, "text");
        Near.Equal(projected[1], merged[1].narrow(0, 1, 2), 0, 0, "third and fourth");
    }

    [Fact]
    public void A_wrong_number_of_image_tokens_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => model.Embed(tensor(new long[] { 3, 3, 1 }, [1, 3]), zeros(1, 3, 24)));
        Assert.Equal("the batch has 2 image tokens and 3 projected features", error.Message);
    }

    [Fact]
    public void Parts_carry_HuggingFace_s_prefixes()
    {
        var names = ModuleState.Of(model).Keys.Select(name => name.Split('.')[0]).Distinct().Order().ToArray();
        Assert.Equal(["language_model", "multi_modal_projector", "vision_tower"], names);
        Assert.Same(model.VisionTower, model.Part("vision_tower"));
        Assert.Same(model.Projector, model.Part("projector"));
        Assert.Same(model.LanguageModel, model.Part("language_model"));
        Assert.Contains("projector", Assert.Throws<ArgumentException>(() => model.Part("text_tower")).Message);
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        using var vision = new SiglipVisionModel(Samples.Vision);
        using var language = new CausalLanguageModel(Samples.Language);
        using var projector = new MlpProjector(16, 24);
        using var narrow = new MlpProjector(8, 24);
        Assert.Contains("width 8", Assert.Throws<ArgumentException>(() => new MultimodalModel(vision, narrow, language, 3, -1)).Message);
        Assert.Contains("image token 31", Assert.Throws<ArgumentException>(() => new MultimodalModel(vision, projector, language, 31, -1)).Message);
        Assert.Contains("feature layer -4", Assert.Throws<ArgumentException>(() => new MultimodalModel(vision, projector, language, 3, -4)).Message);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => model.VisionFeatures(zeros(1, 3, 12, 16)));
        Assert.Equal("images are 12 x 16; the tower takes 12 x 12", error.Message);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        var pixels = zeros(2, 3, 12, 12);
        var ids = full(2, 11, 3L, ScalarType.Int64);
        ids.narrow(1, 9, 2).fill_(5);
        var positions = arange(11).unsqueeze(0).expand(2, -1).contiguous();
        Step(); // gradients are made once and stay
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var count = 0; count < 3; count++) Step();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            var hidden = model.Hidden(ids, model.Project(model.VisionFeatures(pixels)), positions, ones(2, 1, 11, 11, dtype: ScalarType.Bool).tril());
            model.Logits(hidden).sum().backward();
            using (no_grad())
            {
                TokenGenerator.Generate(model.LanguageModel, model.Embed(ids, model.Project(model.VisionFeatures(pixels))), null,
                    new GenerationSettings { MaxNewTokens = 3, Temperature = 1 }, cancel: TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public void Building_drawing_saving_loading_and_disposing_leaves_no_tensor_behind()
    {
        var folder = Directory.CreateTempSubdirectory("pivot-models-").FullName;
        try
        {
            RoundTrip();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            RoundTrip();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void RoundTrip()
        {
            using var drawn = Samples.NewMultimodalModel(2);
            MultimodalCheckpoint.Save(drawn, folder);
            using var loaded = MultimodalCheckpoint.Load(folder);
        }
    }
}
