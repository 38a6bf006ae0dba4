using System.Text.Json.Nodes;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Store;

namespace Pivot.Runner.Stages;

/// <summary>Writes the pictures that a stage leaves for the report.</summary>
public sealed class StagePictures(StageFolder folder)
{
    /// <summary>Writes an image.</summary>
    /// <returns>The file's name within the pictures folder.</returns>
    public string Write(string name, RasterImage image) => Write(name, ImageFile.EncodePng(image));

    /// <summary>Writes a label map as an 8-bit grey PNG whose values are the labels.</summary>
    /// <returns>The file's name within the pictures folder.</returns>
    public string Write(string name, LabelMap map) => Write(name, ImageFile.EncodePng(map));

    /// <summary>Writes what the pictures show, <c>pictures.json</c>.</summary>
    public void WriteList(JsonObject list) => AtomicFile.Write(Path.Combine(folder.Pictures, "pictures.json"), list.ToJsonString(StoreJson.Indented));

    private string Write(string name, byte[] png)
    {
        var file = name + ".png";
        AtomicFile.Write(Path.Combine(folder.Pictures, file), stream => stream.Write(png));
        return file;
    }
}
