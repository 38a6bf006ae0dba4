namespace Pivot.Runner.Data.Sources.ShareGpt;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">system, user or assistant, whatever the row calls them.</param>
/// <param name="Text">Its text, placeholders included.</param>
/// <param name="Images">Images that stand within it, as paths.</param>
internal sealed record ShareGptMessage(string Role, string Text, IReadOnlyList<string> Images)
{
    public const string System = "system";
    public const string User = "user";
    public const string Assistant = "assistant";
}
