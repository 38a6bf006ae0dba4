namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The pairs of tokens that byte-pair encoding joins, in the order of their priority.</summary>
internal static class Merges
{
    private const int Most = 1 << 22;

    /// <summary>Pairs out of <c>merges.txt</c>: two tokens a line, the first line possibly a version.</summary>
    /// <exception cref="DataException">A line holds something else.</exception>
    public static List<(string First, string Second)> Read(string path)
    {
        var pairs = new List<(string, string)>();
        var number = 0;
        foreach (var line in TokenizerFileReader.Text(path).Split('\n'))
        {
            number++;
            var text = line.TrimEnd('\r');
            if (text.Length == 0 || (number == 1 && text.StartsWith("#version", StringComparison.Ordinal))) continue;
            pairs.Add(Pair($"{path}:{number}", text));
            if (pairs.Count > Most) throw new DataException($"{path}: more than {Most} merges");
        }
        return pairs;
    }

    /// <summary>Pairs out of <c>tokenizer.json</c>: texts with one space, or lists of two.</summary>
    /// <exception cref="DataException">An entry is something else.</exception>
    public static List<(string First, string Second)> Read(JsonPart list)
    {
        var pairs = new List<(string, string)>();
        foreach (var item in list.Items())
        {
            pairs.Add(item.IsText ? Pair(item.Where, item.Text()) : item.Items().ToList() is [var first, var second] ? (first.Text(), second.Text()) : throw item.Wrong("two tokens"));
            if (pairs.Count > Most) throw new DataException($"{list.Where}: more than {Most} merges");
        }
        return pairs;
    }

    /// <summary>The pairs, each once at its last place, all three tokens of each being in the vocabulary.</summary>
    /// <exception cref="DataException">A token is not in the vocabulary.</exception>
    public static List<(string First, string Second)> Checked(string where, Vocabulary vocabulary, IReadOnlyList<(string First, string Second)> merges)
    {
        var last = new Dictionary<(string, string), int>();
        for (var i = 0; i < merges.Count; i++)
        {
            var (first, second) = merges[i];
            foreach (var token in new[] { first, second, first + second })
                if (vocabulary.Id(token) is null)
                    throw new DataException($"{where}: merge {i + 1} joins {Vocabulary.Quote(first)} and {Vocabulary.Quote(second)}, but {Vocabulary.Quote(token)} is not in the vocabulary");
            last[(first, second)] = i;
        }
        return last.Count == merges.Count ? [.. merges] : [.. merges.Where((pair, i) => last[pair] == i)];
    }

    private static (string, string) Pair(string where, string text)
    {
        var space = text.IndexOf(' ');
        return space > 0 && space < text.Length - 1 && text.IndexOf(' ', space + 1) < 0
            ? (text[..space], text[(space + 1)..])
            : throw new DataException($"{where}: {Vocabulary.Quote(text)} is not two tokens with one space between");
    }
}
