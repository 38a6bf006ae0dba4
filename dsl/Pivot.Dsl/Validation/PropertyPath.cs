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

    /// <summary>The value, or the scalar that stands for the whole (<c>learning_rate: 1e-3</c>); null when it is not written.</summary>
    public static Node? Find(MapNode map, IReadOnlyList<string> steps)
    {
        Node node = map;
        foreach (var step in steps)
        {
            if (node is ScalarNode) return node;
            if (Next(node, step) is not { IsNull: false } next) return null;
            node = next;
        }

        return node;
    }

    /// <summary>The steps as far as they are written: those inside a scalar that stands for the whole are left out.</summary>
    public static IReadOnlyList<string> Written(MapNode map, IReadOnlyList<string> steps)
    {
        Node? node = map;
        int count = 0;
        while (count < steps.Count && node is not ScalarNode)
        {
            node = node is null ? null : Next(node, steps[count]);
            count++;
        }

        return steps.Take(count).ToList();
    }

    private static Node? Next(Node node, string step) => node switch
    {
        MapNode map => map[step],
        ListNode list when int.TryParse(step, out int index) && index < list.Items.Count => list.Items[index],
        _ => null,
    };
}
