namespace Pivot.Dsl.Graphs.Modules;

/// <summary>What probes train on stored features.</summary>
internal static class HeadNodes
{
    /// <summary>A linear probe's logistic regression, in 64 bits.</summary>
    public static ModuleNode Logistic(int width, int classes) => new()
    {
        Name = "head", Type = "LogisticRegression", Input = Rows.One.Shape(width), Output = Rows.One.Shape(classes), Trained = true,
        Parameters = [new("weight", [classes, width], "float64"), new("bias", [classes], "float64")], OwnFlops = 2L * width * classes, OwnActivations = classes,
    };

    /// <summary>A segmentation probe's head over every patch: Linear, GELU, Linear, or one Linear where the hidden width is 0.</summary>
    public static ModuleNode Segmentation(Rows patches, int width, int hidden, int classes) => new()
    {
        Name = "head", Type = "SegmentationHead", Input = patches.Shape(width), Output = patches.Shape(classes),
        OwnActivations = patches.Count * ((2 * width) + hidden), // standardised in two steps; the GELU
        Children = hidden > 0
            ? [LayerNodes.Linear("0", patches, width, hidden, PartUse.Learning), LayerNodes.Linear("1", patches, hidden, classes, PartUse.Learning)]
            : [LayerNodes.Linear("0", patches, width, classes, PartUse.Learning)],
    };
}
