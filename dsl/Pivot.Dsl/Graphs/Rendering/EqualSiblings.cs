namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>Blocks of a stack that are alike but for their number, shown once: <c>0..3 (each of 4)</c>.</summary>
internal static class EqualSiblings
{
    public static IEnumerable<(ModuleNode Node, string Label)> Of(IReadOnlyList<ModuleNode> children)
    {
        for (int i = 0; i < children.Count;)
        {
            int end = i + 1;
            // Blocks that are alike were made once and share their children.
            while (end < children.Count && ReferenceEquals(children[end].Children, children[i].Children) && IsNumber(children[end].Name) && children[i].Children.Count > 0) end++;
            yield return (children[i], end - i == 1 ? children[i].Name : $"{children[i].Name}..{children[end - 1].Name} (each of {end - i})");
            i = end;
        }
    }

    private static bool IsNumber(string name) => name.Length > 0 && char.IsAsciiDigit(name[0]);
}
