using System.Diagnostics;
using System.Text;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Tokenizers;
using static Pivot.Runner.Tests.Data.Tokenizers.Checkpoints.SentencePieceWriter;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

/// <summary>Tokenizer files with something wrong in them: each loads, or is refused with a reason; nothing else happens.</summary>
public sealed class TokenizerFuzzTests(ITestOutputHelper output)
{
    private const int Mutations = 600;

    private static readonly string[] Bits =
    [
        "\"", "{", "}", "[", "]", ":", ",", "null", "-1", "1e999", "99999999999999999999", "true", "\\ud800", "\\u0000", "\"\": 0,", "{}", "[[[[[[[[[[", "\u0120", "\n", "  ", "\t", "(?:a+)+$",
        "{% for i in range(99999) %}", "{{ messages", "%}", "<0x41>", "\uFFFD", "\"id\": 2097151", "\"id\": 0",
    ];

    [Fact]
    public void Mutated_files_load_or_are_refused_within_bounds()
    {
        var folders = Starts();
        Assert.Equal(4, folders.Count);
        foreach (var files in folders)
        {
            using var folder = new TemporaryFolder();
            foreach (var (name, bytes) in files) folder.Write(name, bytes);
            Use(TokenizerFile.Load(folder.Path));
        }
        var random = new Random(11);
        var (loaded, refused, slowest, most) = (0, 0, TimeSpan.Zero, 0L);
        var reasons = new HashSet<string>();
        for (var n = 0; n < Mutations; n++)
        {
            using var folder = new TemporaryFolder();
            var files = folders[n % folders.Count];
            var victim = files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(files.Count));
            foreach (var (name, bytes) in files) folder.Write(name, name == victim ? Mutated(bytes, random) : bytes);
            var begun = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Use(TokenizerFile.Load(folder.Path));
                loaded++;
            }
            catch (DataException problem)
            {
                Assert.Contains(folder.Path, problem.Message);
                reasons.Add(string.Concat(problem.Message.Replace(folder.Path, "").Where(c => !char.IsDigit(c)).Take(40)));
                refused++;
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            slowest = slowest > begun.Elapsed ? slowest : begun.Elapsed;
        }
        output.WriteLine($"{loaded} loaded, {refused} refused for {reasons.Count} kinds of reasons; slowest {slowest.TotalMilliseconds:f0} ms, most {most >> 20} MiB");
        Assert.Equal(Mutations, loaded + refused);
        Assert.True(refused > Mutations / 5 && loaded > Mutations / 20, $"{loaded} loaded, {refused} refused");
        Assert.True(reasons.Count > 15, $"{reasons.Count}");
        Assert.True(most < 256L << 20, $"{most >> 20} MiB");
        Assert.True(slowest < TimeSpan.FromSeconds(20), $"{slowest}");
    }

    private static void Use(Tokenizer tokenizer)
    {
        foreach (var text in new[] { "", "The image shows a <image> house.", "é𝒳 \n\n 123 <s></s><|im_end|> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" })
        {
            var ids = tokenizer.Encode(text);
            Assert.All(ids, id => Assert.InRange(id, 0, tokenizer.VocabSize - 1));
            tokenizer.Decode(ids);
        }
        tokenizer.Decode([-1, 0, tokenizer.VocabSize - 1, tokenizer.VocabSize, int.MaxValue]);
        tokenizer.Prompts.Conversation([new("What is it?", "A dog.")]);
        using var saved = new TemporaryFolder();
        tokenizer.Save(saved.Path);
        Assert.Equal(tokenizer.VocabSize, TokenizerFile.Load(saved.Path).VocabSize);
    }

    private static List<Dictionary<string, byte[]>> Starts()
    {
        var golden = TokenizerGoldens.Folders()[0];
        Dictionary<string, byte[]> Of(params string[] names) => names.ToDictionary(n => n, n => File.ReadAllBytes(Path.Combine(golden, n)));
        var config = Encoding.UTF8.GetBytes("""{"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>", "eos_token": "</s>", "chat_template": "{% for m in messages %}{{ m['role'] ~ ': ' ~ m['content'] | trim }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}"}""");
        return
        [
            Of("vocab.json", "merges.txt", "tokenizer_config.json", "added_tokens.json", "special_tokens_map.json"),
            Of("tokenizer.json", "tokenizer_config.json"),
            new() { ["tokenizer.json"] = Encoding.UTF8.GetBytes(TokenizerJsonTests.Llama2().ToJsonString()), ["tokenizer_config.json"] = config },
            new()
            {
                ["tokenizer.model"] = Model(2, [.. LlamaStart(), .. "▁t he ▁ t h e".Split(' ').Select((p, i) => (p, -(float)i, Normal))]), ["tokenizer_config.json"] = config,
            },
        ];
    }

    private static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (var times = random.Next(1, 3); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 200))));
                    break;
                case 5:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Bits[random.Next(Bits.Length)]));
                    break;
                default:
                    // A number made another one, which stays JSON.
                    var digit = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0) bytes[digit] = (byte)('0' + random.Next(10));
                    break;
            }
        }
        return [.. bytes];
    }
}
