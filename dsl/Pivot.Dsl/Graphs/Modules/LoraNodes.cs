using Pivot.Dsl.Graphs.Costs;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// Low-rank adapters put beside the linear layers of a tree under PEFT's names: <c>lora_A</c> [r, in], <c>lora_B</c> [out, r]. The layers' own weights are frozen by
/// the use that the tree was made with.
/// </summary>
/// <remarks>
/// Every linear layer of a part can have one; the output head has one only where it is named. An adapter of rank r on T rows makes 2 T r (in + out) operations and the tensors r T, out T twice (its product scaled, and added).
/// </remarks>
internal static class LoraNodes
{
    private const string Down = "lora_A";
    private const string Up = "lora_B";

    /// <summary>The model with the adapters of a stage.</summary>
    public static ModuleNode With(ModuleNode root, LoraSpec lora) => root with
    {
        Children = [.. root.Children.Select(child => lora.Parts.Contains(Components.NameOf(child.Name)) ? Inside(child, lora) : child)],
    };

    /// <summary>Last names of the linear layers of a part, each once.</summary>
    public static IReadOnlyList<string> Layers(ModuleNode part) => [.. Linears(part).Select(l => l.Name).Distinct()];

    /// <summary>Operations of the adapters alone, in a forward pass of one sample.</summary>
    public static long Flops(ModuleNode node) => node.Name is Down or Up ? node.Flops : node.Children.Sum(Flops);

    private static IEnumerable<ModuleNode> Linears(ModuleNode node) => node.Type == "Linear" ? [node] : node.Children.SelectMany(Linears);

    private static bool IsChosen(ModuleNode linear, LoraSpec lora) => lora.Targets.Count > 0 ? lora.Targets.Contains(linear.Name) : linear.Name != "lm_head";

    private static ModuleNode Inside(ModuleNode node, LoraSpec lora)
    {
        if (node.Type == "Linear") return IsChosen(node, lora) ? Adapted(node, lora.Rank) : node;
        // Blocks that are alike share their children, which is how they are drawn once; so they do afterwards.
        var made = new Dictionary<IReadOnlyList<ModuleNode>, IReadOnlyList<ModuleNode>>(ReferenceEqualityComparer.Instance);
        var children = new List<ModuleNode>(node.Children.Count);
        foreach (var child in node.Children)
        {
            var inside = Inside(child, lora);
            if (child.Children.Count > 0)
            {
                if (made.TryGetValue(child.Children, out var known)) inside = inside with { Children = known };
                else made[child.Children] = inside.Children;
            }

            children.Add(inside);
        }

        return node with { Children = children };
    }

    private static ModuleNode Adapted(ModuleNode linear, int rank)
    {
        var (output, input) = (linear.Parameters[0].Shape[0], linear.Parameters[0].Shape[1]);
        long rows = linear.OwnFlops / (2 * input * output);
        ModuleNode Half(string name, long from, long to) => new()
        {
            Name = name, Type = "Linear", Input = linear.Input, Output = linear.Output, Trained = true, Parameters = [new("weight", [to, from])],
            OwnFlops = 2 * rows * from * to, OwnActivations = rows * to,
        };
        return linear with
        {
            OwnActivations = linear.OwnActivations + (rows * output),
            Children =
            [
                Half(Down, input, rank) with { Output = linear.Output[..(linear.Output.LastIndexOf(' ') + 1)] + rank + "]" },
                Half(Up, rank, output) with { Input = linear.Input[..(linear.Input.LastIndexOf(' ') + 1)] + rank + "]" },
            ],
        };
    }
}
