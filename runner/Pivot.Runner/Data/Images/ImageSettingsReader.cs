using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Data.Images;

/// <summary>The JSON of an image processor to settings. Every message names the key.</summary>
internal static class ImageSettingsReader
{
    // Keys whose meaning is read, and keys that change no pixel.
    private static readonly string[] Known =
    [
        "crop_size", "do_center_crop", "do_convert_rgb", "do_normalize", "do_pad", "do_rescale", "do_resize", "image_aspect_ratio", "image_grid_pinpoints",
        "image_mean", "image_processor_type", "feature_extractor_type", "image_std", "resample", "rescale_factor", "size", "vision_aspect_ratio",
        "_valid_processor_keys", "processor_class", "auto_map", "data_format", "input_data_format", "return_tensors", "device", "default_to_square",
        "disable_grouping", "model_input_names",
    ];

    // What LLaVA-OneVision's processor has when no grid is given: every size of one to six tiles a side.
    private static IEnumerable<PixelSize> DefaultGrid =>
        from rows in Enumerable.Range(1, 6) from columns in Enumerable.Range(1, 6) select new PixelSize(384 * rows, 384 * columns);

    public static ImageSettings Read(JsonObject json, int? mostTiles)
    {
        if (json.FirstOrDefault(p => !Known.Contains(p.Key) && Says(p.Value)) is { Key: { } unknown })
            throw new DataException($"`{unknown}` is no setting that this program applies; known are {string.Join(", ", Known.Take(17).Order(StringComparer.Ordinal))}");
        var type = Type(json);
        var isLlava = type == "LlavaImageProcessor";
        var settings = type switch
        {
            ImageProcessorTypes.Siglip => ImageSettings.Siglip(224),
            ImageProcessorTypes.Clip or "LlavaImageProcessor" => ImageSettings.Clip(224),
            ImageProcessorTypes.Bit => ImageSettings.Clip(224) with { Type = ImageProcessorTypes.Bit },
            ImageProcessorTypes.Onevision => ImageSettings.Siglip(384) with
            {
                Type = ImageProcessorTypes.Onevision,
                Mean = ImageSettings.ClipMean,
                Deviation = ImageSettings.ClipDeviation,
            },
            _ => throw new DataException($"image_processor_type `{type}` is not one of {string.Join(", ", ImageProcessorTypes.All)}, LlavaImageProcessor"),
        };
        var crops = type is not (ImageProcessorTypes.Siglip or ImageProcessorTypes.Onevision);
        if (!crops && Flag(json, "do_center_crop", false)) throw new DataException($"do_center_crop is no setting of {type}");
        var (edge, size) = Size(json, settings, crops);
        settings = settings with
        {
            ShortestEdge = edge,
            Size = size,
            DoResize = Flag(json, "do_resize", true),
            Resample = (ResampleFilter)Whole(json, "resample", (int)ResampleFilter.Bicubic),
            DoCenterCrop = crops && Flag(json, "do_center_crop", true),
            CropSize = json["crop_size"] is { } crop ? Crop(crop) : settings.CropSize,
            DoRescale = Flag(json, "do_rescale", true),
            RescaleFactor = json["rescale_factor"] is { } factor ? Number(factor, "rescale_factor") : 1.0 / 255,
            DoNormalize = Flag(json, "do_normalize", true),
            Mean = Numbers(json["image_mean"], "image_mean") ?? settings.Mean,
            Deviation = Numbers(json["image_std"], "image_std") ?? settings.Deviation,
            DoConvertRgb = json["do_convert_rgb"] is null ? (type == ImageProcessorTypes.Siglip ? null : true) : Flag(json, "do_convert_rgb", true),
        };
        return type == ImageProcessorTypes.Onevision ? Tiled(json, settings, mostTiles) : settings with { Aspect = Aspect(json, isLlava) };
    }

    private static ImageSettings Tiled(JsonObject json, ImageSettings settings, int? mostTiles)
    {
        if (settings.Size is not { } size || size.Height != size.Width) throw new DataException("size must be {height, width} with equal sides: the tower's input");
        PixelSize[] grid = json["image_grid_pinpoints"] is { } given ? [.. Array(given, "image_grid_pinpoints").Select(p => Pair(p, "image_grid_pinpoints"))] : [.. DefaultGrid];
        if (json["vision_aspect_ratio"] is { } ratio) mostTiles = AnyresBudget.Read(Text(ratio, "vision_aspect_ratio"));
        return settings with { Aspect = ImageAspect.Anyres, Anyres = new AnyresLayout(grid, size.Height, mostTiles) };
    }

    private static ImageAspect Aspect(JsonObject json, bool isLlava)
    {
        if (isLlava && Flag(json, "do_pad", false)) return ImageAspect.Pad;
        if (!isLlava && Flag(json, "do_pad", false)) throw new DataException("do_pad is applied for LlavaImageProcessor and LlavaOnevisionImageProcessor only");
        return json["image_aspect_ratio"] is not { } aspect ? ImageAspect.Square : Text(aspect, "image_aspect_ratio") switch
        {
            "square" => ImageAspect.Square,
            "pad" => ImageAspect.Pad,
            var other => throw new DataException($"image_aspect_ratio `{other}` is not one of square, pad"),
        };
    }

    private static string Type(JsonObject json)
    {
        var type = (json["image_processor_type"] ?? json["feature_extractor_type"]) is { } name
            ? Text(name, "image_processor_type")
            : throw new DataException("image_processor_type is missing");
        if (type.EndsWith("Fast", StringComparison.Ordinal)) type = type[..^4];
        return type == "CLIPFeatureExtractor" ? ImageProcessorTypes.Clip : type;
    }

    private static (int? Edge, PixelSize? Size) Size(JsonObject json, ImageSettings settings, bool crops)
    {
        switch (json["size"])
        {
            case null: return (settings.ShortestEdge, settings.Size);
            case JsonObject size when size.Where(p => p.Value is not null).Select(p => p.Key).Order().SequenceEqual(["shortest_edge"]) && crops:
                return (Whole(size["shortest_edge"]!, "size.shortest_edge"), null);
            case JsonObject size when size.Where(p => p.Value is not null).Select(p => p.Key).Order().SequenceEqual(["height", "width"]):
                return (null, new PixelSize(Whole(size["height"]!, "size.height"), Whole(size["width"]!, "size.width")));
            case JsonArray pair: return (null, Pair(pair, "size"));
            case JsonValue edge when crops: return (Whole(edge, "size"), null);
            default: throw new DataException($"size must be {(crops ? "a number, {shortest_edge} or " : "")}{{height, width}}; found {json["size"]!.ToJsonString()}");
        }
    }

    private static PixelSize Crop(JsonNode crop) => crop switch
    {
        JsonObject sides when sides["height"] is { } height && sides["width"] is { } width => new PixelSize(Whole(height, "crop_size.height"), Whole(width, "crop_size.width")),
        JsonArray pair => Pair(pair, "crop_size"),
        JsonValue side => new PixelSize(Whole(side, "crop_size"), Whole(side, "crop_size")),
        _ => throw new DataException($"crop_size must be a number or {{height, width}}; found {crop.ToJsonString()}"),
    };

    private static PixelSize Pair(JsonNode? node, string name) => node is JsonArray { Count: 2 } pair
        ? new PixelSize(Whole(pair[0]!, name), Whole(pair[1]!, name))
        : throw new DataException($"{name} must hold pairs of height and width; found {node?.ToJsonString() ?? "null"}");

    private static bool Flag(JsonObject json, string name, bool otherwise) => json[name] switch
    {
        null => otherwise,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        var other => throw new DataException($"{name} must be true or false; found {other.ToJsonString()}"),
    };

    private static int Whole(JsonObject json, string name, int otherwise) => json[name] is { } value ? Whole(value, name) : otherwise;

    private static int Whole(JsonNode? node, string name) => node is JsonValue value && value.TryGetValue<int>(out var number)
        ? number
        : throw new DataException($"{name} must be a whole number; found {node?.ToJsonString() ?? "null"}");

    private static double Number(JsonNode? node, string name) => node is JsonValue value && value.TryGetValue<double>(out var number)
        ? number
        : throw new DataException($"{name} must be a number; found {node?.ToJsonString() ?? "null"}");

    private static double[]? Numbers(JsonNode? node, string name) => node switch
    {
        null => null,
        JsonValue one => [.. Enumerable.Repeat(Number(one, name), 3)],
        _ => [.. Array(node, name).Select(n => Number(n, name))],
    };

    private static JsonArray Array(JsonNode node, string name) =>
        node as JsonArray ?? throw new DataException($"{name} must be a list; found {node.ToJsonString()}");

    private static string Text(JsonNode node, string name) => node is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new DataException($"{name} must be text; found {node.ToJsonString()}");

    // Newer files list settings that are off: null and false say nothing.
    private static bool Says(JsonNode? value) => value is not null && value.GetValueKind() != JsonValueKind.False;
}
