namespace Pivot.Runner.Models.Layers;

/// <summary>The function between the two linear layers of an MLP.</summary>
public enum Activation
{
    /// <summary>GELU in its tanh approximation (HuggingFace: gelu_pytorch_tanh): SigLIP's.</summary>
    GeluTanh,

    /// <summary>Exact GELU (gelu): DINOv2's, OpenCLIP's.</summary>
    Gelu,

    /// <summary>x sigmoid(1.702 x) (quick_gelu): OpenAI's CLIP.</summary>
    QuickGelu,
}
