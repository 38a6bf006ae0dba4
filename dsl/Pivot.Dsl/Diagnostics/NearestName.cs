namespace Pivot.Dsl.Diagnostics;

/// <summary>The known name a misspelt one was most likely meant to be.</summary>
public static class NearestName
{
    private const int LongestName = 100; // no name is longer, and the table of distances would be
    private const int MostTold = 40;
    private const int Edit = 10;
    private const int Swap = 7;
    private const int NeighbourKey = 7;
    private const int Doubled = 4;
    private const int Plural = 4;

    private static readonly string[] Keyboard = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>
    /// The known name that is nearest: the same but for capitals, hyphens and underscores; what people from other tools call it
    /// (<see cref="OtherTools"/>); the smallest distance by what fingers do (a letter doubled, left out, swapped or hit beside, a plural for a
    /// singular), at most a third of the longer name; or the one name that has it as a part (<c>vision</c> for <c>vision_tower</c>). Null when none is near.
    /// </summary>
    public static string? Of(string found, IEnumerable<string> known)
    {
        if (found.Length is 0 or > LongestName) return null;
        var names = known.Where(name => name.Length is > 0 and <= LongestName).ToList();
        var bare = Bare(found);
        if (names.Find(name => Bare(name) == bare) is { } same) return same;
        if (OtherTools.Of(bare).FirstOrDefault(names.Contains) is { } elsewhere) return elsewhere;
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (var name in names)
        {
            int most = Math.Max(Edit, Edit * Math.Max(found.Length, name.Length) / 3);
            if (Math.Abs(found.Length - name.Length) * Plural > most) continue; // too long or too short to be it
            int distance = Distance(bare, Bare(name));
            if (distance < bestDistance && distance <= most) (best, bestDistance) = (name, distance);
        }

        return best ?? OnlyWithPart(bare, names);
    }

    /// <summary>A hint of the nearest name alone, for a message that lists the known ones itself; null when none is near.</summary>
    public static string? Meant(string found, IEnumerable<string> known) => Of(found, known) is { } near ? $"did you mean '{near}'?" : null;

    /// <summary>A hint: the nearest name if there is one, else all known names; null when nothing is known.</summary>
    public static string? Hint(string found, IReadOnlyCollection<string> known) =>
        Meant(found, known) ?? known.Count switch
        {
            0 => null,
            <= MostTold => $"known: {string.Join(", ", known)}",
            _ => $"known: {string.Join(", ", known.Take(MostTold))} and {known.Count - MostTold} more",
        };

    private static string? OnlyWithPart(string bare, List<string> names)
    {
        if (bare.Length < 3) return null;
        var with = names.Where(name => name.Split('_', '.').Contains(bare)).Take(2).ToList();
        return with.Count == 1 ? with[0] : null;
    }

    private static string Bare(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    // Damerau's distance, the likelier slips counting less than a whole edit.
    private static int Distance(string found, string name)
    {
        int width = name.Length + 1, size = (found.Length + 1) * width;
        Span<int> d = size <= 1024 ? stackalloc int[size] : new int[size];
        d[0] = 0;
        for (int i = 1; i <= found.Length; i++) d[i * width] = d[(i - 1) * width] + Lone(found, i);
        for (int j = 1; j <= name.Length; j++) d[j] = d[j - 1] + Lone(name, j);
        for (int i = 1; i <= found.Length; i++)
        {
            for (int j = 1; j <= name.Length; j++)
            {
                int at = i * width + j;
                int change = d[at - width - 1] + Change(found[i - 1], name[j - 1]);
                d[at] = Math.Min(change, Math.Min(d[at - width] + Lone(found, i), d[at - 1] + Lone(name, j)));
                if (i > 1 && j > 1 && found[i - 1] == name[j - 2] && found[i - 2] == name[j - 1]) d[at] = Math.Min(d[at], d[at - 2 * width - 2] + Swap);
            }
        }

        return d[size - 1];
    }

    /// <summary>What the letter at <paramref name="at"/> (from 1) costs where the other name has none.</summary>
    private static int Lone(string name, int at) =>
        at > 1 && name[at - 1] == name[at - 2] ? Doubled : at > 1 && at == name.Length && name[at - 1] == 's' ? Plural : Edit;

    private static int Change(char a, char b) => a == b ? 0 : AreNeighbours(a, b) ? NeighbourKey : Edit;

    private static bool AreNeighbours(char a, char b)
    {
        for (int row = 0; row < Keyboard.Length; row++)
        {
            int at = Keyboard[row].IndexOf(a);
            if (at < 0) continue;
            for (int other = Math.Max(0, row - 1); other <= Math.Min(row + 1, Keyboard.Length - 1); other++)
            {
                int there = Keyboard[other].IndexOf(b);
                if (there >= 0) return Math.Abs(there - at) <= 1;
            }
        }

        return false;
    }
}
