using System.Runtime.CompilerServices;
using System.Text.Json;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Tokenizers.Templates;

namespace Pivot.Runner.Tests.Data.Tokenizers.Templates;

public sealed class ChatTemplateTests
{
    private const string Marks = "(){}[]|.,:=+-*/%~<>'\"#\\ 09ax";
    private static readonly Dictionary<string, string?> Special = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    // jinja.json: published chat templates and one small template a construct, rendered by Jinja2 itself in transformers' settings.
    [Fact]
    public void Templates_render_as_jinja_renders_them()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SourceFolder(), "jinja.json")));
        var templates = file.RootElement.GetProperty("templates").EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!);
        var wrong = new List<string>();
        var (rendered, refused) = (0, 0);
        foreach (var one in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = one.GetProperty("name").GetString()!;
            var messages = one.GetProperty("messages").EnumerateArray().Select(m => new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToList();
            try
            {
                var text = new ChatTemplate(name, templates[name], Special).Render(messages, one.GetProperty("add_generation_prompt").GetBoolean());
                var expected = one.TryGetProperty("rendered", out var wanted) ? wanted.GetString() : "a refusal";
                if (text != expected) wrong.Add($"{name}: {templates[name]}\n  expected {JsonSerializer.Serialize(expected)}\n  found    {JsonSerializer.Serialize(text)}");
                rendered++;
            }
            catch (DataException problem)
            {
                if (!one.TryGetProperty("refused", out var why) || !problem.Message.Contains(why.GetString()!)) wrong.Add($"{name}: {problem.Message}");
                refused++;
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(12)));
        Assert.Equal((170, 4), (rendered, refused));
    }

    [Fact]
    public void Llama_3_is_written_as_its_model_card_has_it()
    {
        const string Template = "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}"
            + "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}";
        var template = new ChatTemplate("llama", Template, new Dictionary<string, string?> { ["bos_token"] = "<|begin_of_text|>" });
        Assert.Equal(
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nWhat is it?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            template.Render([new ChatMessage("system", "Be brief."), new ChatMessage("user", " What is it?\n")], addsGenerationPrompt: true));
    }

    [Theory]
    [InlineData("{% include 'x' %}", "here:1: the statement `include` is not known here")]
    [InlineData("{% import 'x' as y %}", "the statement `import` is not known here")]
    [InlineData("a\n{% for x in y recursive %}{% endfor %}", "here:2: a recursive loop is not known here")]
    [InlineData("{{ messages | pprint }}", "the filter `pprint` is not known here")]
    [InlineData("{{ 1 is sameas 1 }}", "the test `sameas` is not known here")]
    [InlineData("{{ ''.__class__.__mro__ }}", "`__class__` is not defined, so that it has no `__mro__`")]
    [InlineData("{{ strftime_now('%d') }}", "`strftime_now` is not known here as something to call")]
    [InlineData("{{ 'a'.format(1) }}", "`....format` is not known here as something to call")]
    [InlineData("{{ messages.append(1) }}", "`messages.append` is not known here as something to call")]
    [InlineData("{% if x %}", "the template ends where `endif` is expected")]
    [InlineData("{% endfor %}", "`endfor` without what it ends")]
    [InlineData("{{ 'a }}", "a text without its closing quote")]
    [InlineData("{{ 1 + }}", "expected an expression, found the end of the output")]
    [InlineData("{{ 1 2 }}", "`2` is more than is known here")]
    [InlineData("{{ x.y.z }}", "`x` is not defined, so that it has no `y`")]
    [InlineData("{{ 'a' + 1 }}", "`+` of a text and a number")]
    [InlineData("{{ 1 // 0 }}", "division by 0")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "is too large")]
    [InlineData("{{ 'x' | trim(1, 2, 3) }}", "at most 2 are known")]
    [InlineData("{{ [1] | map(attribute='x', by='y') | list }}", "the argument `by` is not known here")]
    [InlineData("{{ 'a%s' % 1 }}", "formatting a text with % is not known here")]
    public void What_is_not_known_is_an_error_that_names_it_and_its_line(string template, string message)
    {
        var problem = Assert.Throws<DataException>(() => new ChatTemplate("here", template, Special).Render([new ChatMessage("user", "x")], true));
        Assert.Contains(message, problem.Message);
        Assert.StartsWith("here:", problem.Message);
        Assert.Contains("named", problem.Message);
    }

    [Theory]
    [InlineData("{% for i in range(200000) %}{% for j in range(200000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s=[1]) %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s=[1]) %}{% for i in range(200000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s == [ns.s] }}")]
    [InlineData("{% set ns = namespace(s=[1]) %}{% for i in range(200000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}")]
    [InlineData("{% set ns = namespace(s=[1]) %}{% for i in range(200000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s | tojson }}")]
    [InlineData("{{ 'a' * 99999999999 }}")]
    [InlineData("{{ range(99999999) | list | length }}")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [InlineData("{% set s = 'a' * 4000000 %}{% for i in range(200000) %}{{ s | length }}{% endfor %}")]
    [InlineData("{% set s = 'a' * 4000000 %}{% for i in range(200000) %}{% if s.upper() == s %}{% endif %}{% endfor %}")]
    [InlineData("{% set s = 'ab' * 100000 %}{{ s.replace('a', s) }}")]
    [InlineData("{% set s = 'ab' * 100000 %}{{ (s | list) | join(s) }}")]
    [InlineData("{% for i in range(200000) %}{{ 'a' * 1000 }}{% endfor %}")]
    public void A_template_that_never_ends_or_fills_the_memory_is_stopped(string template)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begun = System.Diagnostics.Stopwatch.StartNew();
        Assert.Throws<DataException>(() => new ChatTemplate("bomb", template, Special).Render([new ChatMessage("user", "x")], true));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30, $"{(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MiB");
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(10), $"{begun.Elapsed}");
    }

    // Pieces of the published templates cut out, doubled, exchanged and set into each other.
    [Fact]
    public void Mutated_templates_render_or_are_refused()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SourceFolder(), "jinja.json")));
        var sources = file.RootElement.GetProperty("templates").EnumerateObject().Select(t => t.Value.GetString()!).ToList();
        var random = new Random(5);
        var (rendered, refused) = (0, 0);
        for (var n = 0; n < 3000; n++)
        {
            var text = sources[random.Next(sources.Count)];
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var other = random.Next(3) == 0 ? sources[random.Next(sources.Count)] : text;
                var (at, from) = (random.Next(text.Length + 1), random.Next(other.Length));
                var piece = random.Next(4) switch
                {
                    0 => "",
                    1 => Marks[random.Next(Marks.Length)].ToString(),
                    2 => new[] { "999999999999999999999", " not ", " is ", " in ", "-1", "none", "{{", "}}", "{%", "%}", "[::-1]", ".0", "**", "//" }[random.Next(14)],
                    _ => other.Substring(from, random.Next(1, Math.Min(20, other.Length - from) + 1)),
                };
                text = text[..at] + piece + text[Math.Min(text.Length, at + random.Next(0, 8))..];
            }
            try
            {
                new ChatTemplate("here", text, Special).Render([new ChatMessage("user", "a question"), new ChatMessage("assistant", "an answer")], n % 2 == 0);
                rendered++;
            }
            catch (DataException problem)
            {
                Assert.StartsWith("here:", problem.Message);
                refused++;
            }
        }
        Assert.True(rendered > 300 && refused > 1000, $"{rendered} rendered, {refused} refused");
    }

    [Fact]
    public void Brackets_within_brackets_are_counted_before_they_fill_the_stack()
    {
        foreach (var (open, close) in new[] { ("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("{'a':", "}"), ("f(", ")"), ("x[", "]") })
        {
            var template = "{{ " + string.Concat(Enumerable.Repeat(open, 20000)) + "1" + string.Concat(Enumerable.Repeat(close, 20000)) + " }}";
            Assert.Contains("within each other", Assert.Throws<DataException>(() => new ChatTemplate("deep", template, Special)).Message);
        }
        var blocks = string.Concat(Enumerable.Repeat("{% if 1 %}", 20000));
        Assert.Contains("within each other", Assert.Throws<DataException>(() => new ChatTemplate("deep", blocks, Special)).Message);
    }

    // 20,000 links in a row are no nesting to the parser, but a deep tree to the evaluator.
    [Theory]
    [InlineData("+1")]
    [InlineData(".a")]
    [InlineData("|trim")]
    [InlineData(" if 1 else 1")]
    [InlineData("~1")]
    public void Long_chains_do_not_fill_the_stack(string link)
    {
        var template = "{{ 'x'" + string.Concat(Enumerable.Repeat(link, 20000)) + " }}";
        Assert.Throws<DataException>(() => new ChatTemplate("long", template, Special).Render([new ChatMessage("user", "x")], true));
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
