using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources.ImageNet;

public class ImageNetTests
{
    private static readonly byte[] Picture = ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3]));
    private static readonly string[] Ids = ["n01440764", "n02012849", "n03126707"];

    [Fact]
    public void Folders_are_classes_and_names_come_from_the_list_beside_them()
    {
        using var folder = Set();
        foreach (var id in Ids) folder.Write($"val/{id}/ILSVRC2012_val_0000000{id[^1]}.JPEG", Picture);
        folder.Write("LOC_synset_mapping.txt", "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\n");
        var set = DataViews.Labels(View(folder));
        Assert.Equal(["tench", "crane (n02012849)", "crane (n03126707)"], set.Classes);
        Assert.Equal(12, set.Train.Count);
        Assert.Equal([0, 1, 2], set.Test.Select(s => s.Label));
        var inspection = new DataInspector(null, full: true, count: true).Inspect(View(folder));
        Assert.Empty(inspection.Problems);
        Assert.Equal((12, 3, 3), (inspection.Counts!.Train, inspection.Counts.Test, inspection.Counts.Classes));
    }

    [Theory]
    [InlineData("LOC_val_solution.csv", "ImageId,PredictionString\nILSVRC2012_val_2,n02012849 1 2 3 4 n02012849 5 6 7 8\nILSVRC2012_val_1,n03126707 1 2 3 4\nILSVRC2012_val_3,n01440764 1 2 3 4\n")]
    [InlineData("ILSVRC2012_validation_ground_truth.txt", "17\n5\n9\n")]
    [InlineData("imagenet_2012_validation_synset_labels.txt", "n03126707\nn02012849\nn01440764\n")]
    [InlineData("val_annotations.txt", "ILSVRC2012_val_1.JPEG\tn03126707\t0\t0\t62\t57\nILSVRC2012_val_2.JPEG\tn02012849\t1\t1\t9\t9\nILSVRC2012_val_3.JPEG\tn01440764\t1\t1\t9\t9\n")]
    [InlineData("val.txt", "ILSVRC2012_val_1.JPEG 2\nILSVRC2012_val_2.JPEG 1\nILSVRC2012_val_3.JPEG 0\n")]
    public void A_flat_folder_has_its_classes_in_a_list(string list, string text)
    {
        using var folder = Set();
        Flat(folder);
        folder.Write(list, text);
        folder.Write("map_clsloc.txt", "n01440764 9 tench\nn02012849 5 crane\nn03126707 17 crane_machine\n");
        var set = DataViews.Labels(View(folder));
        Assert.Equal([2, 1, 0], set.Test.Select(s => s.Label));
        Assert.Equal("crane machine", set.Classes[2]);
    }

    [Fact]
    public void So_many_images_of_each_class_are_drawn_by_the_seed_and_the_class_alone()
    {
        using var folder = Set();
        Flat(folder);
        folder.Write("labels.txt", "n03126707\nn02012849\nn01440764\n");
        var view = View(folder) with { Labels = folder.File("labels.txt"), PerClass = 2 };
        var drawn = DataViews.Labels(view).Train;
        Assert.Equal([0, 0, 1, 1, 2, 2], drawn.Select(s => s.Label));
        Assert.Equal(drawn.Select(s => s.Id), DataViews.Labels(view).Train.Select(s => s.Id));
        // Other seeds draw others; 4 choose 2 is 6 for each class, so ten seeds that all agree would be no draw.
        Assert.True(Enumerable.Range(1, 10).Select(seed => string.Join(' ', DataViews.Labels(view with { Seed = seed }).Train.Select(s => s.Id))).Distinct().Count() > 3);
        folder.Write("train/n09999999/x.JPEG", Picture);
        Assert.Equal(drawn.Select(s => s.Id), DataViews.Labels(view).Train.Where(s => s.Label < 3).Select(s => s.Id));
        Assert.Equal(13, DataViews.Labels(view with { PerClass = 50 }).Train.Count);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        using var folder = Set();
        Flat(folder);
        string Message() => Assert.Throws<DataException>(() => DataViews.Labels(View(folder))).Message;
        Assert.Contains("no list says their classes; give one under 'labels'", Message());
        folder.Write("ILSVRC2012_validation_ground_truth.txt", "1\n2\n");
        Assert.Contains("has 2 lines and the folder 3 images", Message());
        folder.Write("ILSVRC2012_validation_ground_truth.txt", "1\n2\n3\n");
        Assert.Contains("put its map_clsloc.txt", Message());
        folder.Write("map_clsloc.txt", "n01440764 1 tench\n");
        Assert.Contains(":2: there is no class of number 2 in map_clsloc.txt", Message());
        folder.Write("LOC_val_solution.csv", "ImageId,PredictionString\nILSVRC2012_val_1,n01440764 1 2\nILSVRC2012_val_2,n05555555 1 2\nILSVRC2012_val_3,n01440764 1 2\n");
        Assert.Contains("the class n05555555 of ILSVRC2012_val_2 has no folder", Message());
        folder.Write("LOC_val_solution.csv", "ImageId,PredictionString\nILSVRC2012_val_1,n01440764 1 2\n");
        Assert.Contains("the image ILSVRC2012_val_2 of", Message());
        folder.Write("LOC_val_solution.csv", "ImageId,PredictionString\nILSVRC2012_val_1,fish\n");
        Assert.Contains("must be a WordNet id (n and 8 digits), found \"fish\"", Message());
        folder.Write("train/fish/1.JPEG", Picture);
        Assert.Contains("the name is no WordNet id", Message());
        var problem = Assert.Single(new DataInspector(null, full: true).Inspect(View(folder)).Problems);
        Assert.Contains("the name is no WordNet id", problem.Message);
        Assert.Equal("PVT401", Assert.Single(new DataInspector(null, full: true).Inspect(View(folder) with { Train = folder.File("gone") }).Problems).Code);
    }

    [Fact]
    public void Masks_that_count_from_one_have_no_class_for_what_is_unlabelled()
    {
        using var folder = new TemporaryFolder();
        folder.Write("i/a.png", ImageFile.EncodePng(new RasterImage(3, 1, new byte[9])));
        folder.Write("m/a.png", ImageFile.EncodePng(new LabelMap(3, 1, [0, 1, 2])));
        var view = new MaskFolderView(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["wall", "sky"], 255) { FromOne = true };
        Assert.Equal([255, 0, 1], DataViews.Masks(view).Train[0].LoadMask().Labels);
        folder.Write("m/a.png", ImageFile.EncodePng(new LabelMap(3, 1, [0, 3, 2])));
        Assert.Contains("the pixel at (1, 0) has value 3; classes are 1 to 2, and 0 is unlabelled", Assert.Throws<DataException>(() => DataViews.Masks(view).Train[0].LoadMask()).Message);
    }

    private static TemporaryFolder Set()
    {
        var folder = new TemporaryFolder();
        foreach (var id in Ids)
            for (var i = 0; i < 4; i++) folder.Write($"train/{id}/{id}_{i}.JPEG", Picture);
        return folder;
    }

    private static void Flat(TemporaryFolder folder)
    {
        for (var i = 1; i <= 3; i++) folder.Write($"val/ILSVRC2012_val_{i}.JPEG", Picture);
    }

    private static ImageNetView View(TemporaryFolder folder) => new(folder.Path, folder.File("train"), folder.File("val"));
}
