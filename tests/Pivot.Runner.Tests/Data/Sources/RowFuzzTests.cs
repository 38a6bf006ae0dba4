using System.Text;
using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class RowFuzzTests
{
    private const int Files = 500;
    private const long MostBytes = 64 << 20; // of a file of some kilobytes

    private static readonly RowPolicy Lenient = new() { Placeholder = RowPolicy.Drop, Unreadable = RowPolicy.Drop, TextOnly = RowPolicy.Drop, MultiImage = RowPolicy.Drop };

    private static readonly string[] Pieces =
        ["[", "]", "{", "}", "\"", "\\", ",", ":", "\n", "\\ud800", "\\u0000", "\0", "null", "1e999", "-", "%", "- ", "&a ", "*a", "!!x ", "<image>", "../", "\u00e9", "image", "\t"];

    /// <summary>Broken files give rows or a <see cref="DataException"/>, never another exception, and cost no more memory than a few of them.</summary>
    [Fact]
    public void Mutated_files_give_diagnostics_and_bounded_memory()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", Rows.Picture);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Files; i++)
        {
            var random = new SeededRandom(i);
            var (name, text, view) = Seeds[i % Seeds.Length](folder);
            folder.Write(name, Mutate(Encoding.UTF8.GetBytes(text), random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (view.Kind == SampleKind.Preference) _ = DataViews.Preferences(view).Sum(s => s.Chosen.Length);
                else if (view.Kind == SampleKind.Question) _ = DataViews.Questions(view).Sum(s => s.Answer.Length);
                else _ = DataViews.Conversations(view).Sum(s => s.Turns.Count);
                read++;
            }
            catch (DataException problem)
            {
                refused++;
                Assert.StartsWith(folder.Path, problem.Message);
            }
            catch (Exception other) when (other is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {i}, {name}: {other}");
            }
            _ = new DataInspector(null, full: true, count: true).Inspect(view);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
        Assert.Equal(Files, read + refused);
        Assert.InRange(read, Files / 20, Files * 19 / 20); // the mutations neither break everything nor nothing
    }

    private static readonly Func<TemporaryFolder, (string Name, string Text, RowsView View)>[] Seeds =
    [
        f => ("a.jsonl", Rows.Lines(Llava), new AnnotationView("llava", f.File("a.jsonl"), f.Path) { Policy = Lenient }),
        f => ("a.json", Rows.Array(Llava), new AnnotationView("llava", f.File("a.json"), f.Path)),
        f => ("q.jsonl", """{"id": 1, "image": "1.png", "question": "q", "answer": "a", "category": "c"}""", new AnnotationView("questions", f.File("q.jsonl"), f.Path)),
        f => ("s.json", """[{"messages": [{"role": "user", "content": [{"type": "image_url", "value": "1.png"}, {"type": "text", "value": "who?"}]}, {"role": "assistant", "content": "Kane"}], "images": ["1.png"]}]""",
            new AnnotationView("sharegpt", f.File("s.json"), f.Path)),
        f => ("p.jsonl", """{"conversations": [{"from": "human", "value": "<image>who?"}], "chosen": {"from": "gpt", "value": "a"}, "rejected": {"from": "gpt", "value": "b"}, "images": ["1.png"]}""",
            new AnnotationView("sharegpt", f.File("p.jsonl"), f.Path) { Ranking = true }),
        f => ("v.jsonl", """{"id": "v", "prompt": "q", "img_path": "1.png", "completions": [{"response": "a", "annotations": {"Helpfulness": {"Rating": "5"}}}, {"response": "b", "annotations": {"Helpfulness": {"Rating": "3"}}}]}""",
            new AnnotationView("vlfeedback", f.File("v.jsonl"), f.Path)),
        f =>
        {
            f.Write("mix.jsonl", Rows.Lines(Llava));
            return ("mix.yaml", "datasets:\n  - json_path: mix.jsonl\n    sampling_strategy: first:50%\n  - { json_path: mix.jsonl, sampling_strategy: 'random:2' }\n", new MixtureView(f.File("mix.yaml"), f.Path, f.Path));
        },
        f =>
        {
            f.Write("mmpr.jsonl", Rows.Lines(Pairs));
            return ("meta.json", """{"one": {"root": ".", "annotation": "mmpr.jsonl", "data_augment": false, "repeat_time": 1, "length": 3}}""", new MmprView(f.File("meta.json"), f.Path));
        },
        f =>
        {
            f.Write("whole.json", """{"one": {"root": ".", "annotation": "pairs.jsonl"}}""");
            return ("pairs.jsonl", Rows.Lines(Pairs), new MmprView(f.File("whole.json"), f.Path, Count: 1, Longest: 50));
        },
    ];

    private static string[] Llava => [Rows.Llava("a", "1.png"), Rows.Llava("b", new JsonArray("1.png")), Rows.Llava("c", null), Rows.Llava("d", "1.png", "q")];

    private static string[] Pairs => [Rows.Pair("1.png", "q", "a", "b"), Rows.Pair(new JsonArray("1.png"), "<image>\nq", "a", "b"), Rows.Pair(null, "q", "a", "b")];

    private static byte[] Mutate(byte[] bytes, SeededRandom random)
    {
        var text = new List<byte>(bytes);
        for (var times = random.Next(1, 3); times > 0 && text.Count > 0; times--)
        {
            var at = random.Next(text.Count);
            switch (random.Next(7))
            {
                case 0: text[at] = (byte)random.Next(256); break;
                case 1: text.RemoveRange(at, Math.Min(text.Count - at, random.Next(1, 30))); break;
                case 2: text.RemoveRange(at, text.Count - at); break;
                case 3: text.InsertRange(at, Encoding.UTF8.GetBytes(random.Pick(Pieces))); break;
                case 4: text.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(random.Pick(Pieces)), random.Next(1, 5000)).SelectMany(p => p)); break;
                case 5: text.InsertRange(at, text.GetRange(0, Math.Min(text.Count, 200))); break;
                default: text.InsertRange(at, Enumerable.Repeat((byte)'9', random.Next(1, 400))); break;
            }
        }
        return [.. text];
    }
}
