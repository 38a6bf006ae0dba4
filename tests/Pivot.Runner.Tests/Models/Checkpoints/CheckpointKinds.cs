using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Tests.Models.Checkpoints;

/// <summary>The folders of reference models, found by what they hold.</summary>
internal static class CheckpointKinds
{
    /// <summary>How many of the own set can be read.</summary>
    public const int OwnFolders = 14;

    /// <summary>Folders of a model whose config.json describes one that is computed here.</summary>
    public static List<string> Folders() =>
        [.. Directory.GetFiles(Goldens.Root, "config.json", SearchOption.AllDirectories).Select(Path.GetDirectoryName).OfType<string>().Where(IsKnown).Order(StringComparer.Ordinal)];

    private static bool IsKnown(string folder)
    {
        try
        {
            return CheckpointDescription.Read(folder).ModelType.Length > 0;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }
}
