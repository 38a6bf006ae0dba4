using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>Images are processed as the tower's checkpoint says, from stage to stage, and masks go the images' way.</summary>
public sealed class StageImagesTests : ModelTest
{
    private static readonly ImageSettings Cropping = ImageSettings.Clip(16) with { ShortestEdge = 20, Resample = ResampleFilter.Bilinear };

    private const string Spec = """
        pivot: 1
        name: eyes
        data: { scenes: { source: scenes, image_size: 32, train: 20, test: 6 } }
        models:
          eyes:
            vision_tower: { checkpoint: tower }
            language_model: { width: 16, depth: 1, heads: 2 }
        stages:
          post: { kind: sft, data: scenes.captions, steps: 2, batch_size: 4 }
          more: { kind: sft, from: post, data: scenes.captions, steps: 1, batch_size: 4 }
          linear: { kind: linear_probe, data: scenes.objects, c: [1] }
          segments: { kind: segmentation_probe, data: scenes.masks, epochs: 1 }
          maps: { kind: gradient_map, data: scenes.grounded, questions: 4 }
        """;

    [Fact]
    public void The_checkpoints_processor_is_used_and_handed_on()
    {
        using var folder = new TemporaryFolder();
        var tower = Save(folder, Cropping);
        var plan = Plan(folder, "stages.linear.model=eyes", "stages.segments=null", "stages.maps=null", "stages.more=null", "stages.post=null");
        var node = plan.Nodes.Single(n => n.Spec.Kind == "features");
        var stored = StoredFeatures.Load(StageRuns.Run(plan with { Nodes = [node] }, folder)[node.Stage].Folder);
        Assert.Equal(ImageProcessorFile.Text(Cropping), ImageProcessorFile.Text(stored.Images!.Settings));

        var image = DataViews.Labels(node.Data).Train[0].Image;
        using var noGrad = torch.no_grad();
        var cropped = tower.HiddenState(new ImageBatches(new ImageProcessor(Cropping), [image]).Pixels([0], torch.CPU), -1).mean([1]);
        var stretched = tower.HiddenState(new ImageBatches(ImageProcessor.Siglip(16), [image]).Pixels([0], torch.CPU), -1).mean([1]);
        Near.Equal(cropped, stored.Batch([image.Id], torch.CPU), 1e-5, 1e-5, "features");
        Assert.True((cropped - stretched).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void Every_stage_leaves_it_with_its_weights_and_probes_of_a_stage_read_it()
    {
        using var folder = new TemporaryFolder();
        Save(folder, Cropping);
        var done = StageRuns.Run(Plan(folder), folder);
        foreach (var stage in new[] { "post", "more" })
            Assert.Equal(ImageProcessorFile.Text(Cropping), ImageProcessorFile.Text(ImageProcessorFile.Find(done[stage].Folder.Checkpoint)!));
        Assert.All(done.Where(d => d.Key.EndsWith(".features")), d => Assert.Equal(20, StoredFeatures.Load(d.Value.Folder).Images!.Settings.ShortestEdge));
        var truth = ImageFile.ReadSize(Path.Combine(done["segments"].Folder.Pictures, "000-truth.png"));
        Assert.Equal((26, 26), truth); // 16 of 20 pixels of 32: the cut is 25.6 wide
        Assert.Equal(truth, ImageFile.ReadSize(Path.Combine(done["segments"].Folder.Pictures, "000.png")));
        Assert.Equal(truth, ImageFile.ReadSize(Path.Combine(done["maps"].Folder.Pictures, "000-mask.png")));
    }

    [Fact]
    public void Padding_goes_into_the_checkpoint_and_without_a_file_the_towers_own_processor_is_used()
    {
        using var folder = new TemporaryFolder();
        Save(folder, null);
        var post = Plan(folder, "models.eyes.images={aspect: pad}").Nodes.Where(n => n.Stage == "post" || n.Stage == "post.features").ToList();
        var done = StageRuns.Run(Plan(folder, "models.eyes.images={aspect: pad}") with { Nodes = post }, folder);
        Assert.Equal(ImageProcessorFile.Text(ImageSettings.Siglip(16).Padded()), ImageProcessorFile.Text(ImageProcessorFile.Find(done["post"].Folder.Checkpoint)!));
    }

    [Fact]
    public void Another_processor_is_another_key_and_the_files_form_is_not()
    {
        using var folder = new TemporaryFolder();
        Save(folder, null);
        var none = Keys(folder);
        ImageProcessorFile.Write(folder.File("tower"), Cropping);
        var cropping = Keys(folder);
        Assert.Empty(none.Intersect(cropping));
        var file = folder.File("tower/" + ImageProcessorFile.Name);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n", " "));
        Assert.Equal(cropping, Keys(folder));
    }

    [Fact]
    public void A_processor_that_cannot_be_used_is_told_before_the_run()
    {
        using var folder = new TemporaryFolder();
        Save(folder, null);
        folder.Write("tower/" + ImageProcessorFile.Name, """{ "image_processor_type": "ViltImageProcessor" }""");
        var found = Assert.Single(Compile(folder).Diagnostics);
        Assert.Equal(DiagnosticCodes.CheckpointUnreadable, found.Code);
        Assert.Contains("image_processor_type `ViltImageProcessor` is not one of", found.Message);
    }

    [Fact]
    public void Tiles_are_trained_on_and_asked_about()
    {
        using var folder = new TemporaryFolder();
        Save(folder, null);
        string[] sets =
        [
            "models.eyes.images={aspect: anyres, grid: [[16, 16], [32, 32]], most_tiles: 9}", "stages.more=null", "stages.linear=null", "stages.segments=null", "stages.maps=null",
            "models.eyes.language_model.max_length=256", "stages.post.steps=1",
        ];
        var plan = Plan(folder, sets);
        var node = Assert.Single(plan.Nodes);
        var context = new StageContext(node, new Dictionary<string, CompletedStage>(), new StageFolder(folder.Path), torch.CPU, new StageRuns.Silent());
        using var start = StageModels.Multimodal(context);
        var sample = DataViews.Captions(node.Data)[0];
        Assert.Equal(4 + 4 * 5, start.TokensOf(sample.Image)); // 2 x 2 patches, then 2 x 2 tiles of them, each row with its newline
        var rows = new MultimodalRows(context, start, [(sample.Id, sample.Image, TokenTrees.Independent(
            new(sample.Id, sample.Image, [new("what is it ?", sample.Caption)]), start.Tokenizer, start.TokensOf(sample.Image)))]);
        using var batch = rows.Collate([0]);
        Assert.Equal([5, 3, 16, 16], batch.PixelValues!.shape);
        var loss = new Runner.Training.SupervisedObjective(start.Model).Evaluate(batch).Loss;
        loss.backward();
        Assert.True(loss.item<float>() > 0);
        Assert.True(start.Model.VisionTower.parameters().First().grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Masks_of_cropped_images_need_a_value_for_what_is_not_seen()
    {
        Assert.Equal(255, new SeenMasks(new ImageProcessor(Cropping), 20, null).Ignore);
        Assert.Equal(7, new SeenMasks(new ImageProcessor(Cropping), 20, 7).Ignore);
        Assert.Null(new SeenMasks(ImageProcessor.Siglip(16), 256, null).Ignore);
        Assert.Null(new SeenMasks(null, 256, null).Ignore);
        Assert.Contains("name a value in `ignore`", Assert.Throws<StageException>(() => new SeenMasks(new ImageProcessor(Cropping), 256, null)).Message);
    }

    private static SiglipVisionModel Save(TemporaryFolder folder, ImageSettings? settings)
    {
        var tower = new SiglipVisionModel(new SiglipVisionShape { ImageSize = 16, PatchSize = 8, EmbedDim = 16, MlpDim = 40, NumLayers = 2, NumHeads = 2 });
        Initializer.Draw(tower, 5);
        VisionTowerCheckpoint.Save(tower, folder.File("tower"));
        if (settings is not null) ImageProcessorFile.Write(folder.File("tower"), settings);
        return tower;
    }

    private static string[] Keys(TemporaryFolder folder) => [.. Plan(folder).Nodes.Select(n => n.Key)];

    private static Compilation Compile(TemporaryFolder folder, params string[] sets) => ExperimentCompiler.Compile(
        folder.Write("spec.yaml", Spec), sets, new DataInspector(null, full: true) { Checkpoints = new CheckpointInspector(null).Inspect });

    private static Plan Plan(TemporaryFolder folder, params string[] sets)
    {
        var compilation = Compile(folder, sets);
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        return compilation.Plan!;
    }
}
