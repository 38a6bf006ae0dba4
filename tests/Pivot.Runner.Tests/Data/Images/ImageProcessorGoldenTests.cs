using Pivot.Runner.Data.Images;
using Pivot.Runner.Tests.Goldens;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>
/// Folders of image files, processors' files and what transformers makes of them: NAME.png, PROCESSOR.preprocessor_config.json and tensors NAME.PROCESSOR.WHAT.
/// </summary>
[Trait("Category", "Golden")]
public class ImageProcessorGoldenTests
{
    private static readonly bool AreOwn = Environment.GetEnvironmentVariable("PIVOT_GOLDENS") is not { Length: > 0 };

    [Fact]
    public void Every_stored_tensor_is_reproduced_bytes_exactly_and_pixels_within_1e_5()
    {
        var folders = GoldenFolder.WithFile("*.preprocessor_config.json");
        if (AreOwn) Assert.Single(folders);
        foreach (var folder in folders)
        {
            var processors = Processors(folder);
            var images = Images(folder);
            Assert.NotEmpty(processors);
            Assert.NotEmpty(images);
            var seen = 0;
            foreach (var name in folder.Names)
            {
                Check(folder, name, images, processors);
                seen++;
            }
            if (AreOwn) Assert.Equal(52, seen);
        }
    }

    [Fact]
    public void A_processors_file_is_written_back_as_it_was()
    {
        var files = GoldenFolder.WithFile("*.preprocessor_config.json")
            .SelectMany(f => Directory.GetFiles(f.Path, "*.preprocessor_config.json")).ToList();
        if (AreOwn) Assert.Equal(6, files.Count);
        foreach (var file in files) Assert.Equal(File.ReadAllText(file), ImageProcessorFile.Text(ImageProcessorFile.Read(file)));
    }

    private static void Check(GoldenFolder folder, string name, Dictionary<string, RasterImage> images, Dictionary<string, ImageProcessor> processors)
    {
        var parts = name.Split('.');
        var image = images[parts[0]];
        if (parts.Length == 2 && parts[1] == "rgb_u8")
        {
            Same(folder, name, image);
            return;
        }
        Assert.Equal(3, parts.Length);
        if (parts[1].StartsWith("expand2square"))
        {
            if (parts[2] == "u8") Same(folder, name, new ImageProcessor(ImageSettings.Clip(224).Padded()).Square(image)); // the notes: with CLIP's mean colour
            else Near(folder, name, Padded(processors[parts[1]["expand2square_".Length..]]), image);
            return;
        }
        var processor = processors[parts[1]];
        switch (parts[2])
        {
            case "resized_u8": Same(folder, name, Resized(processor.Settings, image)); break;
            case "pixel_values": Near(folder, name, processor, image); break;
            case "image_sizes": Assert.Equal(new PixelSize(folder.Ints(name)[0], folder.Ints(name)[1]), processor.Process(image).Original); break;
            default: Assert.Fail($"{folder.Path}: nothing is known of {name}"); break;
        }
    }

    // After resizing only: a crop of the resized image's own size cuts nothing.
    private static RasterImage Resized(ImageSettings settings, RasterImage image)
    {
        if (settings.ShortestEdge is not { } edge) return Assert.Single(new ImageProcessor(settings with { DoCenterCrop = false }).Process(image).Tiles);
        double scale = (double)edge / Math.Min(image.Width, image.Height);
        var whole = new PixelSize((int)(image.Height * scale + 1e-9), (int)(image.Width * scale + 1e-9));
        return Assert.Single(new ImageProcessor(settings with { DoCenterCrop = true, CropSize = whole }).Process(image).Tiles);
    }

    private static ImageProcessor Padded(ImageProcessor processor) => new(processor.Settings.Padded());

    private static void Same(GoldenFolder folder, string name, RasterImage image)
    {
        Assert.Equal<long>([3, image.Height, image.Width], folder[name].shape);
        var expected = folder[name].permute(1, 2, 0).contiguous().data<byte>().ToArray();
        Assert.True(expected.AsSpan().SequenceEqual(image.Rgb), $"{folder.Path}: {name} has other bytes; the largest difference is " +
            $"{expected.Zip(image.Rgb, (a, b) => Math.Abs(a - b)).Max()}");
    }

    private static void Near(GoldenFolder folder, string name, ImageProcessor processor, RasterImage image)
    {
        var tiles = processor.Process(image).Tiles;
        long[] shape = [3, processor.Output.Height, processor.Output.Width];
        Assert.Equal(processor.Anyres is null ? shape : [tiles.Count, .. shape], folder[name].shape);
        var found = new float[tiles.Count * processor.FloatCount];
        for (var i = 0; i < tiles.Count; i++) processor.Normalise(tiles[i], found.AsSpan(i * processor.FloatCount, processor.FloatCount));
        var worst = folder.Numbers(name).Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= 1e-5, $"{folder.Path}: {name} differs by {worst}");
    }

    private static Dictionary<string, ImageProcessor> Processors(GoldenFolder folder) => Directory.GetFiles(folder.Path, "*.preprocessor_config.json")
        .ToDictionary(f => Path.GetFileName(f).Split('.')[0], f => new ImageProcessor(ImageProcessorFile.Read(f)));

    private static Dictionary<string, RasterImage> Images(GoldenFolder folder) => Directory.GetFiles(folder.Path).Where(ImageFile.HasImageExtension)
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), ImageFile.Read);
}
