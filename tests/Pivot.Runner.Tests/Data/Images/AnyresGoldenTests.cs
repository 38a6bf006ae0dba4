using System.Text.Json;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Tests.Goldens;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>The numbers of tiles and of image tokens that LLaVA-OneVision's reference model worked with.</summary>
[Trait("Category", "Golden")]
public class AnyresGoldenTests
{
    [Fact]
    public void Tiles_and_tokens_of_an_image_are_those_of_the_reference()
    {
        var folders = GoldenFolder.With("packed_image_features");
        foreach (var folder in folders)
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "config.json")));
            var vision = config.RootElement.GetProperty("vision_config");
            int side = vision.GetProperty("image_size").GetInt32(), patch = vision.GetProperty("patch_size").GetInt32();
            PixelSize[] grid = [.. config.RootElement.GetProperty("image_grid_pinpoints").EnumerateArray().Select(p => new PixelSize(p[0].GetInt32(), p[1].GetInt32()))];
            var layout = new AnyresLayout(grid, side, AnyresBudget.Read(config.RootElement.GetProperty("vision_aspect_ratio").GetString()!));
            var sizes = folder.Ints("image_sizes").Chunk(2).Select(s => new PixelSize(s[0], s[1])).ToArray();
            var settings = folder.Notes.GetProperty("settings");
            Assert.NotEmpty(sizes);
            Assert.Equal(settings.GetProperty("tiles_per_image").EnumerateArray().Select(n => n.GetInt32()), sizes.Select(layout.TileCount));
            Assert.Equal(settings.GetProperty("image_tokens_per_image").EnumerateArray().Select(n => n.GetInt32()), sizes.Select(s => layout.TokenCount(s, side / patch)));
            Assert.Equal(folder["packed_image_features"].shape[0], sizes.Sum(s => layout.TokenCount(s, side / patch)));
        }
    }
}
