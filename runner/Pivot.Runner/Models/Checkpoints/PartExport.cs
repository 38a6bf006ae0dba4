using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// Writes a checkpoint's model, or a part of it, as a folder of its own. From file to file, a tensor at a time: no model is built, whatever its size.
/// </summary>
public static class PartExport
{
    /// <summary>The whole model, in the place of a part's name.</summary>
    public const string Whole = "model";

    /// <summary>What can be exported: the whole, or a part by its name in a spec.</summary>
    public static IReadOnlyList<string> Names { get; } = [Whole, "vision_tower", "language_model", "projector"];

    /// <summary>Writes the folder.</summary>
    /// <param name="source">The checkpoint.</param>
    /// <param name="folder">Where to, made if it is not there.</param>
    /// <param name="part">One of <see cref="Names"/>.</param>
    /// <param name="dropsLastBlock">
    /// Leaves out the vision tower's last block and its pooling head: the encoder of the PIVOT paper, whose hidden_states[-1] is the original's [-2]. A final norm stays,
    /// since transformers' classes have one; LLaVA does not read it.
    /// </param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    /// <returns>What a user of the folder should know, a sentence each.</returns>
    /// <exception cref="CheckpointException">The checkpoint cannot be read, or has no such part.</exception>
    /// <exception cref="ArgumentException">The settings cannot be met.</exception>
    public static IReadOnlyList<string> Write(string source, string folder, string part = Whole, bool dropsLastBlock = false, SaveSettings? settings = null)
    {
        settings ??= new SaveSettings();
        var description = CheckpointDescription.Read(source);
        var tensors = CheckpointTensors.Open(source);
        new CheckpointFit(description, tensors).Require(null);
        if (dropsLastBlock && part != "vision_tower") throw new ArgumentException("a last block can be left out of the vision tower only");
        if (part == Whole)
        {
            FolderWriter.Write(Weights(tensors, name => Kept(description, name) ? name : null), folder, Refreshed(description), Files(description, description.Kind),
                description.Language is not null, settings);
            return [];
        }
        var found = description.Part(part) ?? throw new CheckpointException(
            $"{source} holds no {part}: it is of type {description.ModelType}, with {string.Join(", ", description.Parts.Select(p => p.Name))}");
        return part switch
        {
            "vision_tower" => WriteTower(description, tensors, found, folder, dropsLastBlock, settings),
            "language_model" => WriteLanguage(description, tensors, found, folder, settings),
            _ => WriteProjector(tensors, found, folder, settings),
        };
    }

    private static List<string> WriteTower(
        CheckpointDescription description, CheckpointTensors tensors, CheckpointPart part, string folder, bool dropsLastBlock, SaveSettings settings)
    {
        var shape = dropsLastBlock ? WithoutLastBlock(description.Vision!) : description.Vision!;
        var config = ModelFolder.Describe(Origin(description, part), VisionTowerCheckpoint.Description(shape), reader => VisionTowerCheckpoint.Description(VisionDescriptions.Read(reader)));
        StageNames.Refresh(config, shape.NumLayers);
        // The names that the cut tower has are asked of the tower itself, memory or not.
        using var sketch = VisionTowers.Build(shape, TorchSharp.torch.META);
        var names = sketch.named_parameters().Select(entry => entry.name).ToHashSet(StringComparer.Ordinal);
        FolderWriter.Write(Weights(tensors, name => part.Has(name) && names.Contains(name[part.Prefix.Length..]) ? name[part.Prefix.Length..] : null),
            folder, config, Files(description, CheckpointKind.VisionTower), generates: false, settings);
        return dropsLastBlock ? TowerNotes.Of(description) : [];
    }

    private static List<string> WriteLanguage(CheckpointDescription description, CheckpointTensors tensors, CheckpointPart part, string folder, SaveSettings settings)
    {
        var config = ModelFolder.Describe(Origin(description, part), LanguageModelCheckpoint.Description(description.Language!),
            reader => LanguageModelCheckpoint.Description(LanguageDescriptions.Read(reader)));
        FolderWriter.Write(Weights(tensors, name => part.Has(name) && Kept(description, name) ? name[part.Prefix.Length..] : null),
            folder, config, Files(description, CheckpointKind.LanguageModel), generates: true, settings);
        return [];
    }

    // Of a projector by itself transformers has no class: the names stay those of the whole model, into which it can be loaded.
    private static List<string> WriteProjector(CheckpointTensors tensors, CheckpointPart part, string folder, SaveSettings settings)
    {
        FolderWriter.Write(Weights(tensors, name => part.Has(name) ? name : null), folder, null, new Dictionary<string, byte[]>(), generates: false, settings);
        return ["transformers has no class of a projector by itself: the folder holds weights under the names of the whole model and no config.json"];
    }

    private static VisionShape WithoutLastBlock(VisionShape shape)
    {
        if (shape.NumLayers < 1) throw new ArgumentException("the vision tower has no block to leave out");
        var cut = shape with { NumLayers = shape.NumLayers - 1 };
        return cut is SiglipVisionShape siglip ? siglip with { HasHead = false } : cut;
    }

    private static List<WeightSource> Weights(CheckpointTensors tensors, Func<string, string?> rename) =>
    [
        .. tensors.Names.Select(name => (Stored: name, Name: rename(name))).Where(pair => pair.Name is not null).Select(pair =>
        {
            var entry = tensors.Entry(pair.Stored);
            return new WeightSource(pair.Name!, entry.Shape, entry.Type, () => tensors.Read(pair.Stored));
        }),
    ];

    private static bool Kept(CheckpointDescription description, string name) => !KnownBuffers.Has(name) && name != description.Tie?.Copy;

    private static JsonObject Refreshed(CheckpointDescription description)
    {
        var config = description.Config.DeepClone().AsObject();
        config["transformers_version"] = DescriptionVersion.Transformers;
        return DescriptionVersion.Sorted(config);
    }

    private static CheckpointOrigin Origin(CheckpointDescription description, CheckpointPart part) =>
        new(part.Field is { } field ? PartDescription.Of(description.Config, field) : description.Config, new Dictionary<string, byte[]>());

    private static Dictionary<string, byte[]> Files(CheckpointDescription description, CheckpointKind kind) =>
        PassedFiles.Read(description.Folder, PassedFiles.Of(kind));
}
