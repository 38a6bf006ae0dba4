using System.Text.Json;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>Features of a frozen encoder for every image of a view, as a <c>features</c> stage left them.</summary>
public sealed class StoredFeatures
{
    private const string TensorName = "features";

    private readonly Dictionary<string, int> _rows;

    private StoredFeatures(torch.Tensor values, Dictionary<string, int> rows, ImageProcessor? images) => (Values, _rows, Images) = (values, rows, images);

    /// <summary>float [M, P, D] or, pooled, [M, D]: a row per distinct image.</summary>
    public torch.Tensor Values { get; }

    /// <summary>What was done to the images, or null where older features do not say: then they were stretched to the tower's square.</summary>
    public ImageProcessor? Images { get; }

    /// <summary>Writes features.</summary>
    /// <param name="folder">The features stage's folder.</param>
    /// <param name="values">float [M, ...], a row per image.</param>
    /// <param name="images">The images' names, by row.</param>
    /// <param name="settings">What was done to the images; a mask has to follow it.</param>
    public static void Save(StageFolder folder, torch.Tensor values, IReadOnlyList<string> images, ImageSettings settings)
    {
        Directory.CreateDirectory(folder.Features);
        TensorFile.Save(TensorPath(folder), new Dictionary<string, torch.Tensor> { [TensorName] = values });
        AtomicFile.Write(NamesPath(folder), JsonSerializer.Serialize(images));
        ImageProcessorFile.Write(folder.Features, settings);
    }

    /// <summary>Reads features.</summary>
    public static StoredFeatures Load(StageFolder folder)
    {
        var names = JsonSerializer.Deserialize<string[]>(File.ReadAllText(NamesPath(folder)))!;
        var values = TensorFile.Load(TensorPath(folder), torch.CPU)[TensorName];
        return new StoredFeatures(values, names.Index().ToDictionary(n => n.Item, n => n.Index),
            ImageProcessorFile.Find(folder.Features) is { } settings ? new ImageProcessor(settings) : null);
    }

    /// <summary>Features of some images, in their order.</summary>
    public torch.Tensor Batch(IEnumerable<string> images, torch.Device device)
    {
        using var rows = torch.tensor(images.Select(i => (long)_rows[i]).ToArray());
        var values = Values.index_select(0, rows);
        return device.type == DeviceType.CPU ? values : values.to(device, disposeAfter: true);
    }

    private static string TensorPath(StageFolder folder) => Path.Combine(folder.Features, "features.safetensors");

    private static string NamesPath(StageFolder folder) => Path.Combine(folder.Features, "images.json");
}
