using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;

namespace Pivot.Runner.Stages;

/// <summary>A multimodal model and the tokenizer its text goes through.</summary>
public sealed record StageModel(MultimodalModel Model, Tokenizer Tokenizer) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
