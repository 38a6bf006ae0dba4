using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class PatchLabelsTests
{
    [Fact]
    public void A_patch_takes_the_class_of_most_of_its_labelled_pixels()
    {
        // Patches of 2 x 2: {0, 1, 1, 1}, {9, 9, 9, 2}, {0, 0, 1, 1} (equal, the lower), {9, 9, 9, 9}
        var mask = new LabelMap(4, 4, [0, 1, 9, 9, 1, 1, 9, 2, 0, 0, 9, 9, 1, 1, 9, 9]);
        Assert.Equal([1, 2, 0, PatchLabels.None], PatchLabels.Majority(mask, new PatchGrid(2, 2), 3, ignore: 9));
    }

    [Fact]
    public void A_pixel_belongs_to_the_patch_its_centre_lies_in()
    {
        // Five pixels over two patches: centres 0.5, 1.5 | 2.5 lies on the border and belongs to the second, with 3.5 and 4.5.
        var mask = new LabelMap(5, 1, [0, 0, 1, 2, 2]);
        Assert.Equal([0, 2], PatchLabels.Majority(mask, new PatchGrid(1, 2), 3, null));
        var border = new LabelMap(5, 1, [0, 1, 1, 1, 0]);
        Assert.Equal([0, 1], PatchLabels.Majority(border, new PatchGrid(1, 2), 2, null));
    }

    [Fact]
    public void Every_pixel_is_counted_once_and_small_patches_take_the_pixel_they_lie_in()
    {
        Assert.Equal([3, 3, 4, 4], PatchLabels.Majority(new LabelMap(2, 1, [3, 4]), new PatchGrid(1, 4), 5, null));
        Assert.Equal([3, 4, 4], PatchLabels.Majority(new LabelMap(2, 1, [3, 4]), new PatchGrid(1, 3), 5, null));
    }

    [Fact]
    public void A_label_that_is_no_class_names_its_place()
    {
        var error = Assert.Throws<DataException>(() => PatchLabels.Majority(new LabelMap(2, 1, [0, 7]), new PatchGrid(1, 1), 3, 255));
        Assert.Contains("label 7 at (1, 0)", error.Message);
        Assert.Contains("255 for ignored", error.Message);
    }
}
