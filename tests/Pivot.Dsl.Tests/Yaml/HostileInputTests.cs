using System.Diagnostics;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Tests.Mutations;

namespace Pivot.Dsl.Tests.Yaml;

/// <summary>
/// Texts that are made to hurt: each is refused with a place, on a small stack, without much memory. Time depends on the machine; what is
/// allocated does not, and nothing that allocates little takes long.
/// </summary>
public class HostileInputTests
{
    private const int Million = 1_000_000;
    private const int SmallStack = 256 * 1024;
    private const long MostBytes = 200_000_000;

    private static readonly string Base = SpecText.Base + "\n";

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["a hundred thousand brackets"] = () => "a: " + new string('[', 100_000),
        ["balanced brackets"] = () => "a: " + new string('[', 100_000) + new string(']', 100_000),
        ["a million braces"] = () => new string('{', Million),
        ["maps in maps in a line"] = () => Repeat("{a: ", Million / 4),
        ["lists in lists in a line"] = () => Repeat("- ", Million / 2),
        ["keys that are keys"] = () => Repeat("? ", Million / 2),
        ["empty keys"] = () => Repeat(": ", Million / 2),
        ["colons"] = () => Repeat("a: ", Million / 3),
        ["stairs"] = () => Lines(1400, i => new string(' ', i) + "a:"),
        ["stairs and a mistake"] = () => Lines(49, i => new string(' ', i) + "a:") + "\n" + new string(' ', 50) + "@",
        ["a million line breaks"] = () => new string('\n', Million),
        ["a million tabs"] = () => new string('\t', Million),
        ["half a million comments"] = () => Repeat("#\n", Million / 2),
        ["a million dashes"] = () => new string('-', Million),
        ["one long tag"] = () => new string('!', Million),
        ["tags"] = () => Repeat("! ", Million / 2),
        ["anchors"] = () => Repeat("&a ", Million / 3),
        ["aliases"] = () => "x: [" + Repeat("*a,", Million / 3) + "]",
        ["an alias bomb"] = () => "a0: &a0 [x]\n" + Lines(30, i => $"a{i + 1}: &a{i + 1} [{Repeat($"*a{i}, ", 9)}]"),
        ["an odd number of quotes"] = () => new string('\'', Million - 1),
        ["unclosed quotes in every line"] = () => Lines(Million / 11, i => $"k{i}: \"x"),
        ["unclosed brackets in every line"] = () => Lines(Million / 11, i => $"k{i}: [a"),
        ["a mistake in every line"] = () => Lines(Million / 11, i => $"k{i}: @x"),
        ["two values in every line"] = () => Repeat("a: b: c\n", Million / 8),
        ["directives"] = () => Repeat("%YAML 1.2\n", Million / 10),
        ["tag directives"] = () => Lines(Million / 16, i => $"%TAG !a{i}! x") + "\n---\na: 1",
        ["a million keys"] = () => Lines(Million / 10, i => $"k{i}: 1"),
        ["keys without values"] = () => "a: {" + Repeat("k,", Million / 3) + "}",
        ["a million list items in an axis"] = () => Base + "sweep: { grid: { stages.post.steps: [" + Repeat("1,", 480_000) + "] } }",
        ["a million arms"] = () => Base + "arms:\n" + Lines(90_000, i => $"  a{i}: {{}}")[..(Million - 1000)],
        ["ten thousand stages"] = () => Base + Lines(9_000, i => $"  s{i}: {{}}"),
        ["a list of ninety thousand parts"] = () => Base.Replace("train: [projector]", $"train: [{Repeat("x,", 90_000)}]"),
        ["a list of ninety thousand metrics"] = () => Base + $"report: {{ metrics: [{Repeat("a.b,", 90_000)}] }}",
        ["nine thousand unknown keys"] = () => Base.Replace("train: [projector]", string.Join(", ", Enumerable.Range(0, 9_000).Select(i => $"k{i}: 1"))),
        ["a million letters for a key"] = () => Base + new string('k', Million - 2000) + ": 1",
        ["a thousand letters for a key"] = () => Base + new string('k', 1000) + ": 1",
        ["a million letters for a name"] = () => Base.Replace("name: base", "name: " + new string('k', Million - 2000)),
        ["a million letters for a stage"] = () => Base.Replace("from: see", "from: " + new string('k', Million - 2000)),
        ["a million letters for a word"] = () => Base.Replace("train: [projector]", "schedule: " + new string('k', Million - 2000)),
        ["a million digits"] = () => Base.Replace("steps: 60", "steps: " + new string('9', Million - 2000)),
        ["a circle of nine hundred stages"] = () => Base + Lines(900, i => $"  s{i}: {{ kind: sft, from: s{(i + 1) % 900}, data: scenes.instruct, steps: 1 }}"),
        ["nine hundred unknown stages"] = () => Base + Lines(900, i => $"  s{i}: {{ kind: sft, from: q{i}, data: scenes.instruct, steps: 1 }}"),
        ["more than a spec may have"] = () => Base + "#" + new string('x', 2 * Million),
        ["a lone surrogate"] = () => "a: \ud800",
        ["a NUL"] = () => "a: \0 b",
        ["an old line break"] = () => "a: 1\rb: 2",
        ["a line separator"] = () => "a: 1\u2028b: 2",
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_in_little_memory_on_a_small_stack(string name)
    {
        var text = Texts[name]();
        Assert.True(text.Length <= 5 * Million);
        var (compilation, bytes) = OnSmallStack(() => ExperimentCompiler.CompileText(text, "spec.yaml", "/", [], null));
        Assert.True(compilation.Diagnostics.HasErrors);
        Assert.Null(Verdict.Answer(text, compilation));
        Assert.InRange(compilation.Diagnostics.Count, 1, 1_100);
        Assert.True(bytes < MostBytes, $"{bytes / 1e6:F1} MB");
        Assert.True(DiagnosticText.Render(compilation.Diagnostics).Length < 3 * Million);
    }

    [Fact]
    public void All_of_them_were_tried() => Assert.Equal(47, Names.Count);

    [Theory]
    [InlineData("100 MB of one word", 100 * Million, "name: x")]
    [InlineData("50 MB in one scalar", 50 * Million, "question: \"")]
    [InlineData("ten million keys", 50 * Million, "a: 1\n")]
    public void A_huge_file_is_refused_before_it_is_read(string what, int bytes, string begin)
    {
        using var folder = new SpecFile();
        var path = Path.Combine(folder.Folder, what.Replace(' ', '-') + ".yaml");
        using (var file = File.OpenWrite(path))
        {
            file.Write(Encoding.UTF8.GetBytes(begin));
            file.SetLength(bytes);
        }

        var watch = Stopwatch.StartNew();
        var (compilation, allocated) = OnSmallStack(() => ExperimentCompiler.Compile(path, [], null));
        var diagnostic = Assert.Single(compilation.Diagnostics);
        Assert.Equal(DiagnosticCodes.Unreadable, diagnostic.Code);
        Assert.True(allocated < 10_000_000, $"{allocated}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_device_without_an_end_is_refused()
    {
        if (!File.Exists("/dev/zero")) return; // a Windows host has none
        using var folder = new SpecFile();
        var path = folder.Write("spec.yaml", "extends: /dev/zero\n");
        var (compilation, allocated) = OnSmallStack(() => ExperimentCompiler.Compile(path, [], null));
        Assert.Equal((DiagnosticCodes.Unreadable, 1, 10), Place(Assert.Single(compilation.Diagnostics)));
        Assert.True(allocated < 20_000_000, $"{allocated}");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var folder = new SpecFile();
        var random = new Random(5);
        var whole = Encoding.UTF8.GetBytes("pivot: 1\nname: \"日本語のなまえ\"\n");
        var cut = Enumerable.Range(1, whole.Length - 1).Where(n => (whole[n] & 0xC0) == 0x80).Select(n => whole[..n]).ToList();
        var noise = Enumerable.Range(0, 200).Select(_ => { var bytes = new byte[random.Next(1, 400)]; random.NextBytes(bytes); return bytes; });
        int unreadable = 0;
        foreach (var bytes in cut.Concat(noise))
        {
            var path = Path.Combine(folder.Folder, "spec.yaml");
            File.WriteAllBytes(path, bytes);
            var compilation = ExperimentCompiler.Compile(path, [], null);
            Assert.True(compilation.Diagnostics.HasErrors);
            if (compilation.Diagnostics.All(d => d.Code == DiagnosticCodes.Unreadable)) unreadable++;
        }

        Assert.Equal(14, cut.Count);
        Assert.True(unreadable > 190, $"{unreadable}");
    }

    [Fact]
    public void Every_beginning_of_a_spec_gives_a_plan_or_errors_with_a_place()
    {
        var spec = GoodSpec.All.Single(s => s.Name == "experiments/quickstart.yaml");
        var failures = Enumerable.Range(0, spec.Text.Length + 1).AsParallel()
            .Select(n => (Length: n, Wrong: Verdict.Answer(spec.Text[..n], spec.Compile(spec.Text[..n])))).Where(t => t.Wrong is not null).ToList();
        Assert.Empty(failures);
        Assert.True(spec.Text.Length > 2000);
    }

    [Fact]
    public void A_soup_of_tokens_gives_a_plan_or_errors_with_a_place()
    {
        string[] tokens =
        [
            "a", "stages", "steps", "kind", "sft", ":", ": ", " ", "  ", "    ", "\n", "\n  ", "\n    ", "- ", "? ", "{", "}", "[", "]", ", ", ",", "#", " #", "&a", "*a", "!t ", "<<", "|", ">", "|-\n", "'", "\"", "%", "@", "`",
            "~", "null", "1", "-1", "1e-3", ".inf", "0x1", "---", "...", "\n---\n", "\t", "${a}", "é", "𝒳", "\\", "%YAML 1.2\n---\n",
        ];
        var failures = Enumerable.Range(0, 4000).AsParallel().Select(i =>
        {
            var random = new Random(i);
            var soup = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => tokens[random.Next(tokens.Length)]));
            // Half of it alone, half of it inside a good spec, where the rest is still read.
            var text = i % 2 == 0 ? soup : Base.Insert(random.Next(Base.Length), soup);
            return (text, Wrong: Verdict.Answer(text, ExperimentCompiler.CompileText(text, "spec.yaml", "/", [], null)));
        }).Where(t => t.Wrong is not null).Take(5).ToList();
        Assert.Empty(failures);
    }

    private static (string Code, int Line, int Column) Place(Diagnostic d) => (d.Code, d.Span.Line, d.Span.Column);

    private static (Compilation Compilation, long Bytes) OnSmallStack(Func<Compilation> compile)
    {
        Compilation? compilation = null;
        Exception? thrown = null;
        long bytes = 0;
        var thread = new Thread(
            () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    compilation = compile();
                }
                catch (Exception e)
                {
                    thrown = e;
                }

                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            SmallStack);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
        return (compilation!, bytes);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));
}
