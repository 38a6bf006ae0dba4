using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Specs;

/// <summary>The loss of contrastive pretraining is the tower's own.</summary>
public class ContrastiveLossTests
{
    [Theory]
    [InlineData("siglip", "", null)]
    [InlineData("siglip", ", loss: siglip", null)]
    [InlineData("clip", ", loss: clip", null)]
    [InlineData("clip", "", "'loss' must be clip where the tower is a clip, found siglip")]
    [InlineData("siglip", ", loss: clip", "'loss' must be siglip where the tower is a siglip, found clip")]
    [InlineData("dinov2", ", loss: clip", "'stages.see' of kind contrastive pretrains a siglip or a clip; the tower of its model is a dinov2, which has no text tower")]
    public void A_loss_that_is_not_the_tower_s_is_told_before_the_run(string arch, string loss, string? message)
    {
        var text = SpecText.Base.Replace("arch: siglip", $"arch: {arch}").Replace("steps: 60", "steps: 60" + loss);
        var found = ExperimentCompiler.CompileText(text, "<text>", "/", [], null).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        if (message is null) Assert.Empty(found);
        else Assert.Equal(message, Assert.Single(found).Message);
    }
}
