namespace Pivot.Dsl.Plans;

/// <summary>Something that a plan reads and that is not on this machine. The plan is whole without it; nothing can run before it is there.</summary>
/// <param name="Path">The file or folder, absolute.</param>
/// <param name="What">What it is: <c>vision tower of models.base</c>, <c>data of data.mix</c>.</param>
/// <param name="Name">Its published name on huggingface.co, or null where none is known.</param>
public sealed record FetchItem(string Path, string What, string? Name)
{
    /// <summary>The command that fetches it, or null where no published name is known.</summary>
    public string? Command => Name is null ? null : $"huggingface-cli download {Name} --local-dir {(Path.Contains(' ') ? $"'{Path}'" : Path)}";
}
