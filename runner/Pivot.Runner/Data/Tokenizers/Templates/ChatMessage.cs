namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>A message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Its text.</param>
public sealed record ChatMessage(string Role, string Content);
