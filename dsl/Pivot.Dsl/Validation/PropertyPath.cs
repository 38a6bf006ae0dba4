using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Validation;

/// <summary>From a validator's property (<c>LearningRate.Default</c>, <c>Betas[1]</c>) to the text it was read from.</summary>
internal static class PropertyPath
{
    /// <summary><c>Betas[1]</c> to <c>betas</c>, <c>1</c>.</summary>
    public static IReadOnlyList<string> Steps(string property) =>
        property.Split('.', '[').Select(step => SnakeCase(step.TrimEnd(']'))).ToList();

    /// <summary><c>ImageSize</c> to <c>image_size</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The span of the value, or of the scalar that stands for the whole (<c>learning_rate: 1e-3</c>); null when it is not written.</summary>
    public static SourceSpan? Find(MapNode map, IReadOnlyList<string> steps)
    {
        Node node = map;
        foreach (var step in steps)
        {
            if (node is ScalarNode) return node.Span;
            var next = node switch
            {
                MapNode m => m[step],
                ListNode list when int.TryParse(step, out int index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (next is null || next.IsNull) return null;
            node = next;
        }

        return node.Span;
    }
}
