using Pivot.Runner.Data.Tokenizers.Prompts;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>A tokenizer of this program's own, of words or bytes: its special ids are <see cref="PivotTokens"/>, whatever text it was built from.</summary>
public abstract class OwnTokenizer : Tokenizer
{
    private readonly PromptFormat? _prompts;

    /// <inheritdoc/>
    public override int PadId => PivotTokens.Pad;

    /// <inheritdoc/>
    public override int EndId => PivotTokens.End;

    /// <inheritdoc/>
    public override int ImageId => PivotTokens.Image;

    /// <inheritdoc/>
    public override PromptFormat Prompts => _prompts ?? new PivotPrompts(this);

    /// <summary>How conversations are written: <c>pivot</c>, or <c>plain</c> for answers alone. It is the spec's and not kept with the tokenizer's file.</summary>
    /// <exception cref="DataException">The format needs a checkpoint's tokenizer.</exception>
    public string Template
    {
        get => Prompts.Name;
        init => _prompts = value switch
        {
            "pivot" => new PivotPrompts(this),
            "plain" => new PivotPrompts(this, asks: false),
            _ => throw new DataException($"the template {value} is written with tokens that word and byte tokenizers do not have; write template: pivot or plain, or take a checkpoint's tokenizer"),
        };
    }
}
