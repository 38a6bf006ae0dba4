namespace Pivot.Dsl.Yaml;

/// <summary>A text that nodes are read from, and where relative paths written in it start.</summary>
/// <param name="Name">Path as the user gave it, or a name in angle brackets.</param>
/// <param name="Folder">Absolute folder that relative paths in the text start from.</param>
internal sealed record SourceText(string Name, string Folder);
