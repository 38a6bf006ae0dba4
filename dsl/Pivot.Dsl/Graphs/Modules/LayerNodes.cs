namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The layers that all models are made of.</summary>
/// <remarks>
/// Operations: a product of [m, k] and [k, n] is 2 m k n. Biases, norms, activation functions and sums are left out; they are a percent or two.
/// Activations: every tensor that the forward pass makes (views are none). Autograd alone would keep some two thirds of them, but the runner frees a step's
/// tensors together at the step's end, with or without a gradient.
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
    public static ModuleNode Linear(string name, Rows rows, int input, int output, PartUse use, bool bias = true) => new()
    {
        Name = name, Type = "Linear", Input = rows.Shape(input), Output = rows.Shape(output), Trained = use.Trained,
        Parameters = bias ? [new("weight", [output, input]), new("bias", [output])] : [new("weight", [output, input])],
        OwnFlops = use.Runs ? 2 * rows.Count * input * output : 0,
        OwnActivations = use.Runs ? rows.Count * output : 0,
    };

    /// <summary>Layer normalisation with gain and bias.</summary>
    public static ModuleNode LayerNorm(string name, Rows rows, int width, PartUse use) => new()
    {
        Name = name, Type = "LayerNorm", Input = rows.Shape(width), Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [width]), new("bias", [width])], OwnActivations = use.Runs ? rows.Count * width : 0,
    };

    /// <summary>Root mean square normalisation: normed, then times the gain.</summary>
    public static ModuleNode RmsNorm(string name, Rows rows, int width, PartUse use) => new()
    {
        Name = name, Type = "RmsNorm", Input = rows.Shape(width), Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [width])], OwnActivations = use.Runs ? 2 * rows.Count * width : 0,
    };

    /// <summary>A table of vectors; looking one up, or adding it, is no product.</summary>
    public static ModuleNode Embedding(string name, Rows rows, int count, int width, PartUse use) => new()
    {
        Name = name, Type = "Embedding", Input = rows.Text.Length == 0 ? "[B]" : $"[B, {rows.Text}]", Output = rows.Shape(width), Trained = use.Trained,
        Parameters = [new("weight", [count, width])], OwnActivations = use.Runs ? rows.Count * width : 0,
    };
}
