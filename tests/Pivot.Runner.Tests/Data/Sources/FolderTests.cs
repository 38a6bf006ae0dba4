using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class FolderTests
{
    private static readonly byte[] Picture = ImageFile.EncodePng(new RasterImage(2, 1, [1, 2, 3, 4, 5, 6]));

    [Fact]
    public void Classes_are_folders_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "train/b/1.png", "train/b/2.JPG", "train/A/deep/3.png", "train/A/notes.txt", "test/A/1.png", "test/b/1.png" })
            folder.Write(name, Picture);
        var set = ImageFolderSource.Load(folder.File("train"), folder.File("test"));
        Assert.Equal(["A", "b"], set.Classes);
        Assert.Equal([("A/deep/3.png", 0), ("b/1.png", 1), ("b/2.JPG", 1)], set.Train.Select(s => (s.Id, s.Label)));
        Assert.Equal(2, set.Test.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], set.Train[0].Image.Load().Rgb);
    }

    [Fact]
    public void Splits_of_other_classes_and_empty_classes_are_errors()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "train/a/1.png", "train/b/1.png", "test/a/1.png", "test/c/1.png" }) folder.Write(name, Picture);
        var message = Assert.Throws<DataException>(() => ImageFolderSource.Load(folder.File("train"), folder.File("test"))).Message;
        Assert.EndsWith("missing b; not in training c;", message);
        folder.Write("one/a/readme.txt", "nothing here");
        Assert.EndsWith("a: the class holds no images",
            Assert.Throws<DataException>(() => ImageFolderSource.Load(folder.File("one"), folder.File("one"))).Message);
        Assert.EndsWith("no such folder", Assert.Throws<DataException>(() => ImageFolderSource.Load(folder.File("no"), folder.File("test"))).Message);
    }

    [Fact]
    public void A_masks_values_are_its_classes()
    {
        using var folder = new TemporaryFolder();
        Masks(folder, [0, 255]);
        var set = MaskFolderSource.Load(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["road", "sky"], ignore: 255);
        var sample = Assert.Single(set.Train);
        Assert.Equal("a.png", sample.Id);
        Assert.Equal([0, 255], sample.LoadMask().Labels);
        Assert.Equal(255, set.Ignore);
    }

    [Fact]
    public void A_value_that_is_no_class_is_an_error_with_its_place()
    {
        using var folder = new TemporaryFolder();
        Masks(folder, [0, 2]);
        var set = MaskFolderSource.Load(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["road", "sky"], ignore: null);
        Assert.EndsWith("the pixel at (1, 0) has value 2; classes are 0 to 1, and no value is ignored",
            Assert.Throws<DataException>(() => set.Test[0].LoadMask()).Message);
    }

    [Fact]
    public void A_mask_of_another_size_or_none_at_all_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Masks(folder, [0, 1, 1]);
        var set = MaskFolderSource.Load(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["road", "sky"], null);
        Assert.EndsWith("the mask is 3 x 1, its image 2 x 1; they must be alike", Assert.Throws<DataException>(() => set.Test[0].LoadMask()).Message);
        File.Delete(folder.File("m/a.png"));
        Assert.EndsWith("m/a.png does not exist", Assert.Throws<DataException>(() =>
            MaskFolderSource.Load(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["road"], null)).Message);
    }

    private static void Masks(TemporaryFolder folder, byte[] labels)
    {
        folder.Write("i/a.png", Picture);
        folder.Write("m/a.png", ImageFile.EncodePng(new LabelMap(labels.Length, 1, labels)));
    }
}
