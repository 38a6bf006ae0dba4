namespace Pivot.Runner.Stages.Folders;

/// <summary>A part of a checkpoint's model.</summary>
/// <param name="Name">Its name in a spec.</param>
/// <param name="Width">Width of its residual stream.</param>
/// <param name="Depth">Its transformer blocks.</param>
/// <param name="Parameters">Number of its weights.</param>
/// <param name="Prefix">What its tensors' names start with; empty for the whole.</param>
public sealed record FolderPart(string Name, int Width, int Depth, long Parameters, string Prefix);
