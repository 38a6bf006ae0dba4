using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Data.Images;

/// <summary>A folder's <c>preprocessor_config.json</c>, read with the defaults of transformers 4.46 and written as it writes it.</summary>
/// <remarks>
/// The fast processors' files (<c>...ImageProcessorFast</c>) are read as the slow ones': same settings, Pillow's resize. LLaVA's padding, which 4.46 has no
/// processor for, is kept as <c>image_aspect_ratio: pad</c> (the key of LLaVA's own config.json), which transformers carries along.
/// </remarks>
public static class ImageProcessorFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "preprocessor_config.json";

    private const int MostBytes = 1 << 20;

    /// <summary>The settings in a folder, or null when the file is not there.</summary>
    /// <param name="folder">A model's folder.</param>
    /// <param name="mostTiles">The budget of anyres, which config.json holds (<c>vision_aspect_ratio</c>); null for no limit.</param>
    /// <exception cref="DataException">The file cannot be read, or a setting in it is not supported; names file and setting.</exception>
    public static ImageSettings? Find(string folder, int? mostTiles = 9) =>
        File.Exists(Path.Combine(folder, Name)) ? Read(Path.Combine(folder, Name), mostTiles) : null;

    /// <summary>The settings in a file.</summary>
    /// <param name="path">The file, whatever its name.</param>
    /// <param name="mostTiles">The budget of anyres.</param>
    /// <exception cref="DataException">The file cannot be read, or a setting in it is not supported; names file and setting.</exception>
    public static ImageSettings Read(string path, int? mostTiles = 9)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw new DataException($"the file is larger than {MostBytes:#,0} bytes");
            if (JsonNode.Parse(File.ReadAllBytes(path)) is not JsonObject json) throw new DataException("expected a JSON object");
            var settings = ImageSettingsReader.Read(json, mostTiles);
            ImageSettingsRules.Output(settings);
            return settings;
        }
        catch (JsonException problem)
        {
            throw new DataException($"{path}: not JSON ({problem.Message})", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({problem.Message})", problem);
        }
        catch (Exception problem) when (problem is DataException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new DataException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the settings into a folder. A file there that says the same stays: it may name what is not read here (processor_class).</summary>
    public static void Write(string folder, ImageSettings settings)
    {
        if (Says(folder, settings)) return;
        File.WriteAllText(Path.Combine(folder, Name), Text(settings));
    }

    private static bool Says(string folder, ImageSettings settings)
    {
        try
        {
            return Find(folder) is { } there && Text(there) == Text(settings);
        }
        catch (DataException)
        {
            return false; // what cannot be read is replaced
        }
    }

    /// <summary>The file's text: keys in order, two spaces, a line's end at the end.</summary>
    public static string Text(ImageSettings settings)
    {
        var json = new JsonObject();
        if (HasCrop(settings)) json["crop_size"] = Sides(settings.CropSize);
        if (HasCrop(settings)) json["do_center_crop"] = settings.DoCenterCrop;
        json["do_convert_rgb"] = settings.DoConvertRgb;
        json["do_normalize"] = settings.DoNormalize;
        if (settings.Anyres is not null) json["do_pad"] = true; // tiles of a batch, to the image with most
        json["do_rescale"] = settings.DoRescale;
        json["do_resize"] = settings.DoResize;
        if (settings.Aspect == ImageAspect.Pad) json["image_aspect_ratio"] = "pad";
        if (settings.Anyres is { } layout)
            json["image_grid_pinpoints"] = new JsonArray([.. layout.Grid.Select(s => (JsonNode)new JsonArray(s.Height, s.Width))]);
        json["image_mean"] = Numbers(settings.Mean);
        json["image_processor_type"] = settings.Type;
        json["image_std"] = Numbers(settings.Deviation);
        json["resample"] = (int)settings.Resample;
        json["rescale_factor"] = Number(settings.RescaleFactor);
        json["size"] = settings.ShortestEdge is { } edge ? new JsonObject { ["shortest_edge"] = edge } : Sides(settings.Size!.Value);
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private static bool HasCrop(ImageSettings settings) => settings.Type is ImageProcessorTypes.Clip or ImageProcessorTypes.Bit;

    private static JsonObject Sides(PixelSize size) => new() { ["height"] = size.Height, ["width"] = size.Width };

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    // As Python writes a float: 1.0, not 1.
    private static JsonNode Number(double value)
    {
        var text = value.ToString("r", System.Globalization.CultureInfo.InvariantCulture).ToLowerInvariant();
        return JsonNode.Parse(text.Contains('.') || text.Contains('e') ? text : text + ".0")!;
    }
}
