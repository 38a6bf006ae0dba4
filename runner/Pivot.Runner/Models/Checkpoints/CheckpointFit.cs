using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A folder's description against its weight files: names and shapes, no value, no memory for the model.</summary>
/// <param name="description">What config.json says.</param>
/// <param name="tensors">What the headers say.</param>
internal sealed class CheckpointFit(CheckpointDescription description, CheckpointTensors tensors)
{
    /// <exception cref="CheckpointException">The weights are not those of the model that config.json describes, or not of the part; the message lists everything.</exception>
    public void Require(CheckpointPart? part)
    {
        // Before anything is built of it: a number of blocks is a claim, tensors are there or not.
        if (description.Depth > tensors.Count)
            throw new CheckpointException($"{description.Path} describes {description.Depth} blocks; the files hold {tensors.Count} tensors in all");
        using var sketch = ModelFolder.Build(description, part, torch.META, torch.ScalarType.Float32);
        Of(sketch, part).Require(tensors.Folder);
        RequireTies(part);
    }

    /// <summary>Compares with a model that was made.</summary>
    public StateFit Of(torch.nn.Module sketch, CheckpointPart? part) => StateFit.Of(sketch, tensors, part?.Prefix ?? "", name => !Expects(part, name));

    /// <summary>Whether a tensor, if it is there, must be one of the model's parameters.</summary>
    public bool Expects(CheckpointPart? part, string name) =>
        !KnownBuffers.Has(name) && name != description.Tie?.Copy && (part is null || part.Has(name));

    // transformers loads both into one matrix, the one that comes last staying: which one a file means cannot be told.
    private void RequireTies(CheckpointPart? part)
    {
        if (description.Tie is not var (copy, of) || !tensors.Has(copy) || part?.Has(copy) == false || tensors.AreEqual(copy, of)) return;
        throw new CheckpointException($"{tensors.Folder} has a '{copy}' of its own and {description.Path} says that it is '{of}' (tie_word_embeddings): "
            + "set tie_word_embeddings to false, or take the tensor out");
    }
}
