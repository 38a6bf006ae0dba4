using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>From a vision tower's features to vectors that a language model reads.</summary>
/// <remarks>Shapes: B images, P patches in row order, Q tokens an image becomes, Dv and Dl the widths of tower and language model.</remarks>
/// <param name="name">The module's name.</param>
public abstract class Projector(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Its sizes.</summary>
    public abstract ProjectorShape Shape { get; }

    /// <summary>Q: tokens that an image of so many patches becomes.</summary>
    /// <param name="patches">P.</param>
    /// <exception cref="ArgumentException">The projector cannot take so many.</exception>
    public int Tokens(int patches) => Shape.Tokens(patches);

    /// <summary>Maps features [B, P, Dv] to [B, Q, Dl].</summary>
    public abstract override Tensor forward(Tensor features);
}
