namespace Pivot.Dsl.Graphs;

/// <summary>A module of the model that a stage would build, computed from its spec: no weight is allocated.</summary>
public sealed record ModuleNode
{
    /// <summary>Its name within its parent, HuggingFace's: <c>self_attn</c>; the root's is empty.</summary>
    public required string Name { get; init; }

    /// <summary>The module's type: <c>SiglipAttention</c>, <c>Linear</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Shape of what goes in, by letters and numbers: <c>[B, 36, 96]</c>.</summary>
    public required string Input { get; init; }

    /// <summary>Shape of what comes out.</summary>
    public required string Output { get; init; }

    /// <summary>Its own parameters, those of its children not included.</summary>
    public IReadOnlyList<ParameterNode> Parameters { get; init; } = [];

    /// <summary>The modules inside, in the order they are run.</summary>
    public IReadOnlyList<ModuleNode> Children { get; init; } = [];

    /// <summary>Floating-point operations of one forward pass of one sample (a multiplication and an addition are two), its own without its children's.</summary>
    public long OwnFlops { get; init; }

    /// <summary>Elements of the tensors that one sample's forward pass makes; a step holds them until its end. Its own without its children's.</summary>
    public long OwnActivations { get; init; }

    /// <summary>Whether the stage trains its parameters.</summary>
    public bool Trained { get; init; }

    /// <summary>Parameters of it and all inside; a tied one counts once, where it is first.</summary>
    public long ParameterCount => Parameters.Sum(p => p.Tied ? 0 : p.Count) + Children.Sum(c => c.ParameterCount);

    /// <summary>Those of them that the stage trains.</summary>
    public long TrainedCount => (Trained ? Parameters.Sum(p => p.Tied ? 0 : p.Count) : 0) + Children.Sum(c => c.TrainedCount);

    /// <summary>Operations of it and all inside.</summary>
    public long Flops => OwnFlops + Children.Sum(c => c.Flops);

    /// <summary>Activations of it and all inside.</summary>
    public long Activations => OwnActivations + Children.Sum(c => c.Activations);
}
