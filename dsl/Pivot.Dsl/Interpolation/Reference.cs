namespace Pivot.Dsl.Interpolation;

/// <summary>What stands between <c>${</c> and <c>}</c>: a variable, or with dots a path into the spec.</summary>
/// <param name="Name">As written: <c>width</c>, <c>stages.post.steps</c>.</param>
/// <param name="Start">Where its <c>$</c> stands in the text.</param>
internal sealed record Reference(string Name, int Start)
{
    private const string Variables = "vars.";

    /// <summary>The path in the spec that it names; a variable's is in <c>vars</c>.</summary>
    public string Path { get; } = Name.Contains('.') ? Name : Variables + Name;

    /// <summary>As it stands in the text.</summary>
    public string Written => $"${{{Name}}}";

    public int Length => Written.Length;

    /// <summary>How a person would write the path in <c>${...}</c>: a variable by its name alone.</summary>
    public static string Shown(string path) =>
        path.StartsWith(Variables, StringComparison.Ordinal) && path.IndexOf('.', Variables.Length) < 0 ? path[Variables.Length..] : path;
}
