using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Named tensors in one safetensors file: stored features, optimizer state, anything that is not a model's folder.</summary>
public static class TensorFile
{
    /// <summary>Writes tensors; the same tensors give the same bytes. The file is there whole or not at all.</summary>
    /// <param name="path">The file, replaced if it is there.</param>
    /// <param name="tensors">Tensors by name; any device, any of the format's types.</param>
    /// <param name="metadata">Texts stored beside them; null stores <c>format: pt</c>.</param>
    public static void Save(string path, IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, tensors.Select(pair => WeightSource.Of(pair.Key, pair.Value)), metadata);

    /// <summary>Writes tensors into a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="metadata">Texts stored beside them; null stores <c>format: pt</c>.</param>
    public static void Save(Stream stream, IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(stream, tensors.Select(pair => WeightSource.Of(pair.Key, pair.Value)), metadata);

    /// <summary>Reads all tensors of a file. They belong to the caller (and to its dispose scope, if it has one).</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where they go; null is the CPU.</param>
    /// <exception cref="CheckpointException">The file is missing or damaged.</exception>
    public static Dictionary<string, torch.Tensor> Load(string path, torch.Device? device = null)
    {
        var file = SafetensorsFile.Open(path);
        var tensors = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var name in file.Tensors.Keys) tensors.Add(name, file.Read(name, device));
        return tensors;
    }
}
