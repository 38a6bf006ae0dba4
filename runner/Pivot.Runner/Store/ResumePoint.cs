using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Store;

/// <summary>
/// A whole checkpoint of a training, <c>resume/step-NNNNNNNNN/</c>. It was renamed into place when it was whole; its files are never
/// rewritten, only removed, so that they may be linked from elsewhere.
/// </summary>
/// <param name="Folder">The folder of the attempt it belongs to.</param>
/// <param name="Step">Updates done.</param>
internal sealed record ResumePoint(StageFolder Folder, long Step)
{
    private const string Prefix = "step-";

    /// <summary>Its name: <c>step-000000100</c>.</summary>
    public string Name => $"{Prefix}{Step:d9}";

    /// <summary>Its path.</summary>
    public string Path => System.IO.Path.Combine(Folder.Resume, Name);

    /// <summary>The whole checkpoints in a folder, the oldest first. A folder that is gone has none.</summary>
    public static IReadOnlyList<ResumePoint> In(StageFolder folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder.Resume, Prefix + "*")
                .Select(p => long.TryParse(System.IO.Path.GetFileName(p)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1)
                .Where(step => step >= 0).Order().Select(step => new ResumePoint(folder, step))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>
    /// Puts this checkpoint and the curves up to it into another attempt's folder that has none. Whoever owns the checkpoint may remove it
    /// meanwhile: then this throws, and what is half there is the caller's to remove.
    /// </summary>
    /// <exception cref="IOException">A file is gone, or the curves are shorter than the checkpoint says.</exception>
    /// <exception cref="JsonException">Its state cannot be read.</exception>
    public void CopyTo(StageFolder other)
    {
        var to = new ResumePoint(other, Step).Path;
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(Path)) HardLink.OrCopy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        // Its owner gives it another name before removing anything (TrainingCheckpoint): still there under this one, it was whole all the time.
        if (!Directory.Exists(Path)) throw new IOException("it was removed meanwhile");
        CopyCurves(JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(to, "state.json"))), other);
    }

    // The curves are appended to while they are read, so they are copied, not linked: a link would cut and extend the owner's own file.
    private void CopyCurves(JsonNode? state, StageFolder other)
    {
        if (state?["metrics_bytes"] is not JsonValue value || !value.TryGetValue<long>(out var length)) throw new JsonException($"{Path}: state.json names no metrics_bytes");
        if (length == 0) return;
        var curves = new byte[length];
        using (var file = new FileStream(Folder.Metrics, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) file.ReadExactly(curves);
        File.WriteAllBytes(other.Metrics, curves);
    }
}
