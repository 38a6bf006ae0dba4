using System.Text.Json;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages.Folders;

/// <summary>The JSON files of a folder that go along with its weights, each told of where it cannot be read.</summary>
/// <param name="folder">The folder.</param>
/// <param name="bag">Receives what is wrong.</param>
internal sealed class JsonFiles(string folder, DiagnosticBag bag)
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>A file's object; null where there is no such file or it was told of.</summary>
    public JsonElement? Read(string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(BoundedFile.ReadText(path), Bounded);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
            Tell(name, "is not a JSON object");
        }
        catch (JsonException error)
        {
            Tell(name, $"is not readable JSON ({error.Message})");
        }
        catch (CheckpointException error)
        {
            bag.Error(DiagnosticCodes.CheckpointUnreadable, Place(name), "", error.Message);
        }
        return null;
    }

    /// <summary>Tells of an error in a file.</summary>
    public void Tell(string name, string what, string code = DiagnosticCodes.CheckpointUnreadable) => bag.Error(code, Place(name), "", $"{name} {what}");

    /// <summary>Tells of what is likely not meant.</summary>
    public void Warn(string name, string what) => bag.Warning(DiagnosticCodes.CheckpointMismatch, Place(name), "", $"{name} {what}");

    private SourceSpan Place(string name) => new(Path.Combine(folder, name), 1, 1, 1, 1);
}
