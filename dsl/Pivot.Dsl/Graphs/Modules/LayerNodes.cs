namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The layers that all models are made of.</summary>
/// <remarks>
/// Operations: a product of [m, k] and [k, n] is 2 m k n. Biases, norms, activation functions and sums are left out; they are a percent or two.
/// Activations: what torch keeps for the backward pass, counted once where several layers read one tensor. A linear layer keeps its input, but only
/// for the gradient of its weight; a norm keeps its input.
/// </remarks>
internal static class LayerNodes
{
    /// <summary>y = x W^T + b: 2 rows in out operations.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">Rows of a sample.</param>
    /// <param name="input">Width of what goes in.</param>
    /// <param name="output">Width of what comes out.</param>
    /// <param name="use">What the stage does with it.</param>
    /// <param name="bias">Whether it has one.</param>
    /// <param name="keepsInput">Whether its input is counted here: of layers that read one tensor, the first counts it.</param>
    public static ModuleNode Linear(string name, Rows rows, int input, int output, PartUse use, bool bias = true, bool keepsInput = true) => new()
    {
        Name = name, Type = "Linear", Input = rows.Shape(input), Output = rows.Shape(output), Trained = use.Trained,
        Parameters = bias ? [new("weight", [output, input]), new("bias", [output])] : [new("weight", [output, input])],
        OwnFlops = use.Runs ? 2 * rows.Count * input * output : 0,
        OwnActivations = use is { Keeps: true, Trained: true } && keepsInput ? rows.Count * input : 0,
    };

    /// <summary>Layer normalisation with gain and bias.</summary>
    public static ModuleNode LayerNorm(string name, Rows rows, int width, PartUse use) => new()
    {
        Name = name, Type = "LayerNorm", Input = rows.Shape(width), Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [width]), new("bias", [width])], OwnActivations = use.Keeps ? rows.Count * width : 0,
    };

    /// <summary>Root mean square normalisation; with a trained gain the normed values are kept too.</summary>
    public static ModuleNode RmsNorm(string name, Rows rows, int width, PartUse use) => new()
    {
        Name = name, Type = "RmsNorm", Input = rows.Shape(width), Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [width])], OwnActivations = use.Keeps ? (use.Trained ? 2 : 1) * rows.Count * width : 0,
    };

    /// <summary>A table of vectors; looking one up is no arithmetic.</summary>
    public static ModuleNode Embedding(string name, Rows rows, int count, int width, PartUse use) => new()
    {
        Name = name, Type = "Embedding", Input = rows.Text.Length == 0 ? "[B]" : $"[B, {rows.Text}]", Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [count, width])],
    };
}
