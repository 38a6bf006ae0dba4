using System.Collections.Frozen;
using System.Globalization;

namespace Pivot.Runner.Data.Tokenizers.Unicode;

/// <summary>The Unicode data that canonical normalisation needs, from <c>canonical.txt</c>, without the Hangul syllables, which are arithmetic.</summary>
internal sealed class CanonicalTable
{
    private static readonly Lazy<CanonicalTable> Loaded = new(() => new CanonicalTable());

    private CanonicalTable()
    {
        var classes = new Dictionary<int, byte>();
        var parts = new Dictionary<int, (int, int)>();
        var pairs = new Dictionary<(int, int), int>();
        var moving = new HashSet<int>();
        using var file = new StreamReader(typeof(CanonicalTable).Assembly.GetManifestResourceStream("canonical.txt")!);
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var words = line.Split(' ');
            var code = Hex(words[1]);
            if (words[0] == "c")
            {
                for (var c = code; c <= Hex(words[2]); c++) classes[c] = byte.Parse(words[3], CultureInfo.InvariantCulture);
                continue;
            }
            var (first, second) = (Hex(words[2]), words.Length > 3 ? Hex(words[3]) : 0);
            parts[code] = (first, second);
            if (words[0] == "d") pairs[(first, second)] = code;
            else moving.Add(code);
        }
        moving.UnionWith(classes.Keys);
        moving.UnionWith(pairs.Keys.Select(p => p.Item2));
        for (var jamo = 0x1161; jamo <= 0x11C2; jamo++) moving.Add(jamo);
        (Classes, Parts, Pairs, Moving) = (classes.ToFrozenDictionary(), parts.ToFrozenDictionary(), pairs.ToFrozenDictionary(), moving.ToFrozenSet());
    }

    public static CanonicalTable Instance => Loaded.Value;

    /// <summary>Canonical combining classes that are not zero.</summary>
    public FrozenDictionary<int, byte> Classes { get; }

    /// <summary>One step of decomposition; the second is 0 where there is one part.</summary>
    public FrozenDictionary<int, (int First, int Second)> Parts { get; }

    /// <summary>What two code points compose to.</summary>
    public FrozenDictionary<(int, int), int> Pairs { get; }

    /// <summary>Code points that can make a text differ from its NFC; a text without them is in NFC.</summary>
    public FrozenSet<int> Moving { get; }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
