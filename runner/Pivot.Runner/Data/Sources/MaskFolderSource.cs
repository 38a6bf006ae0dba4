using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// Images and, under the same names in a folder of their own, PNG masks in which a pixel's stored value is its class (grey value or palette
/// index, 1 to 8 bits).
/// </summary>
public static class MaskFolderSource
{
    /// <summary>Both splits.</summary>
    /// <param name="trainImages">Folder of the training images.</param>
    /// <param name="trainMasks">Folder of their masks, <c>NAME.png</c>.</param>
    /// <param name="testImages">Folder of the test images.</param>
    /// <param name="testMasks">Folder of their masks.</param>
    /// <param name="classes">Class names by index.</param>
    /// <param name="ignore">The value that marks unlabelled pixels, or null.</param>
    /// <param name="fromOne">Whether the masks count classes from 1; 0 is then unlabelled and reads as <paramref name="ignore"/>.</param>
    /// <exception cref="DataException">A folder is missing or holds no image, or an image has no mask.</exception>
    public static MaskSet Load(string trainImages, string trainMasks, string testImages, string testMasks, IReadOnlyList<string> classes, int? ignore, bool fromOne = false) =>
        new(classes, ignore, Samples(trainImages, trainMasks, classes.Count, ignore, fromOne), Samples(testImages, testMasks, classes.Count, ignore, fromOne));

    /// <summary>Each image with the path its mask must have.</summary>
    internal static IReadOnlyList<(string Image, string Mask)> Pairs(string images, string masks) =>
        [.. ImageFolderSource.Files(images).Select(image =>
            (image, Path.Combine(masks, Path.ChangeExtension(Path.GetRelativePath(images, image), ".png"))))];

    private static MaskSample[] Samples(string images, string masks, int classCount, int? ignore, bool fromOne)
    {
        if (!Directory.Exists(masks)) throw new DataException($"{masks}: no such folder");
        var pairs = Pairs(images, masks);
        if (pairs.Count == 0) throw new DataException($"{images}: the folder holds no images");
        return [.. pairs.Select(pair =>
        {
            if (!File.Exists(pair.Mask)) throw new DataException($"{pair.Image}: its mask {pair.Mask} does not exist");
            var name = Path.GetRelativePath(images, pair.Image);
            return new MaskSample(name, new FileImage(Path.GetFullPath(pair.Image), name), () => Mask(pair.Image, pair.Mask, classCount, ignore, fromOne));
        })];
    }

    private static LabelMap Mask(string image, string mask, int classCount, int? ignore, bool fromOne)
    {
        var map = PngIndices.Read(mask);
        var size = ImageFile.ReadSize(image);
        if ((map.Width, map.Height) != size)
            throw new DataException($"{mask}: the mask is {map.Width} x {map.Height}, its image {size.Width} x {size.Height}; they must be alike");
        if (fromOne) return FromOne(map, mask, classCount, (byte)ignore!.Value);
        for (var i = 0; i < map.Labels.Length; i++)
            if (map.Labels[i] >= classCount && map.Labels[i] != ignore)
                throw new DataException($"{mask}: the pixel at ({i % map.Width}, {i / map.Width}) has value {map.Labels[i]}; " +
                    $"classes are 0 to {classCount - 1}{(ignore is null ? ", and no value is ignored" : $" and {ignore} is ignored")}");
        return map;
    }

    private static LabelMap FromOne(LabelMap map, string mask, int classCount, byte unlabelled)
    {
        var labels = new byte[map.Labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = map.Labels[i];
            if (value > classCount)
                throw new DataException($"{mask}: the pixel at ({i % map.Width}, {i / map.Width}) has value {value}; classes are 1 to {classCount}, and 0 is unlabelled");
            labels[i] = value == 0 ? unlabelled : (byte)(value - 1);
        }
        return map with { Labels = labels };
    }
}
