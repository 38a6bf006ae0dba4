using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>What writing and reading a model's folder has in common.</summary>
internal static class ModelFolder
{
    /// <summary>Writes config.json and model.safetensors.</summary>
    public static void Save(torch.nn.Module model, string folder, JsonObject description)
    {
        DescriptionFile.Write(folder, description);
        TensorFile.Save(Path.Combine(folder, "model.safetensors"), ModuleState.Of(model));
    }

    /// <summary>Builds a model and loads it; a model whose weights do not fit is disposed of.</summary>
    /// <exception cref="CheckpointException">The description contradicts itself, or the weights do not fit.</exception>
    public static T Load<T>(string folder, Func<T> build, Action<T> load) where T : torch.nn.Module
    {
        T model;
        try
        {
            model = build();
        }
        catch (ArgumentException error)
        {
            throw new CheckpointException($"{folder}/config.json: {error.Message}", error);
        }
        try
        {
            load(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
