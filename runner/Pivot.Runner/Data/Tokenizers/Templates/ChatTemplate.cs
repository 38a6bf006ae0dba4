namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>
/// A chat template in the part of Jinja that chat templates are written in, rendered as transformers' <c>apply_chat_template</c> renders it. It can read the
/// conversation and the special tokens' texts, nothing else; its steps, output and depth are limited.
/// </summary>
public sealed class ChatTemplate
{
    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyDictionary<string, string?> _specialTokens;

    /// <summary>Reads a template.</summary>
    /// <param name="where">Where it stands, for messages.</param>
    /// <param name="source">Its text.</param>
    /// <param name="specialTokens">Texts of special tokens by role, such as <c>bos_token</c>; those that are null are not defined to the template.</param>
    /// <exception cref="DataException">It is no template, or uses what is not known here; the message names it.</exception>
    public ChatTemplate(string where, string source, IReadOnlyDictionary<string, string?> specialTokens) =>
        (Where, _statements, _specialTokens) = (where, TemplateParser.Read(where, source), specialTokens);

    /// <summary>Where it stands.</summary>
    public string Where { get; }

    /// <summary>The conversation as text.</summary>
    /// <param name="messages">The messages in order.</param>
    /// <param name="addsGenerationPrompt">Whether the text ends where an answer begins.</param>
    /// <exception cref="DataException">The template goes wrong, refuses the conversation, or uses too much.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, bool addsGenerationPrompt)
    {
        var names = new List<KeyValuePair<string, object?>>
        {
            new("messages", messages.Select(m => (object?)Message(m)).ToList()), new("add_generation_prompt", addsGenerationPrompt), new("tools", null), new("documents", null),
        };
        names.AddRange(_specialTokens.Where(t => t.Value is not null).Select(t => new KeyValuePair<string, object?>(t.Key, t.Value)));
        return TemplateInterpreter.Render(Where, _statements, names);
    }

    private static TemplateMap Message(ChatMessage message) => new() { ["role"] = message.Role, ["content"] = message.Content };
}
