using System.Text;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>What a plan reads that is not on this machine, a line a folder or file, and how to fetch what is published.</summary>
public static class FetchLines
{
    /// <summary>The list under its heading, or nothing where all is there.</summary>
    /// <param name="items">What is to be fetched.</param>
    public static string Render(IReadOnlyList<FetchItem> items)
    {
        if (items.Count == 0) return "";
        var text = new StringBuilder("to fetch\n");
        foreach (var item in items)
        {
            text.Append($"  {item.Path}  ({item.What})\n");
            if (item.Command is { } command) text.Append($"    {command}\n");
        }

        return text.ToString();
    }
}
