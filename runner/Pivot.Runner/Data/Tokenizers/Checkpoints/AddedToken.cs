namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A token that is looked for in the text before anything else, and stays whole.</summary>
/// <param name="Content">What it looks like in a text.</param>
/// <param name="Id">Its id.</param>
/// <param name="IsSpecial">Whether decoding leaves it out.</param>
/// <param name="TakesLeft">Whether it takes the white space before it (HF's <c>lstrip</c>).</param>
/// <param name="TakesRight">Whether it takes the white space behind it (HF's <c>rstrip</c>).</param>
/// <param name="IsWord">Whether it is found only where no letter, digit or underscore touches it (HF's <c>single_word</c>).</param>
internal sealed record AddedToken(string Content, int Id, bool IsSpecial, bool TakesLeft = false, bool TakesRight = false, bool IsWord = false)
{
    /// <summary>One as HuggingFace's files write it, its id given beside it or in it.</summary>
    /// <exception cref="DataException">It is none.</exception>
    public static AddedToken Read(JsonPart part, int? id = null)
    {
        var content = part.Get("content").Text();
        if (content.Length is 0 or > TokenizerLimits.TokenLength)
            throw new DataException($"{part.Where}: an added token of {content.Length} characters; 1 to {TokenizerLimits.TokenLength} are possible");
        return new AddedToken(
            content, id ?? part.Get("id").Whole(), part.Flag("special", false), part.Flag("lstrip", false), part.Flag("rstrip", false), part.Flag("single_word", false));
    }
}
