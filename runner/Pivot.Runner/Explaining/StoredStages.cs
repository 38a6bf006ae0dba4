using System.Text.Json;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>The finished stages of a store, as their descriptions tell of them.</summary>
internal sealed class StoredStages
{
    private readonly Dictionary<string, StageDescription> _byKey = [];

    private StoredStages()
    {
    }

    /// <summary>The stages that tell what their key is the hash of.</summary>
    public IEnumerable<StageDescription> All => _byKey.Values;

    /// <summary>Kinds of the stages that were stored before that was kept, a word each.</summary>
    public IReadOnlyList<string> Silent { get; private set; } = [];

    /// <summary>Reads every description of a store. What cannot be read counts as silent: it is of another version of the program.</summary>
    public static StoredStages Read(ArtifactStore store)
    {
        var stages = new StoredStages();
        var silent = new List<string>();
        foreach (var folder in store.Finished())
        {
            try
            {
                var stage = StageDescription.Read(folder);
                if (stage.Content is null) silent.Add(stage.Kind);
                else stages._byKey[stage.Key] = stage;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                silent.Add("");
            }
        }
        stages.Silent = silent;
        return stages;
    }

    /// <summary>The stage with a key, or null.</summary>
    public StageDescription? Find(string key) => _byKey.GetValueOrDefault(key);
}
