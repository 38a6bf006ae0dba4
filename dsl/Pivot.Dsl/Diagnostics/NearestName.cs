namespace Pivot.Dsl.Diagnostics;

/// <summary>The known name a misspelt one was most likely meant to be.</summary>
public static class NearestName
{
    /// <summary>
    /// The known name with the smallest edit distance (insertions, deletions, replacements and swaps of neighbours; case does not count), or
    /// null when none is near: more than a third of the longer name would have to change.
    /// </summary>
    public static string? Of(string found, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (var name in known)
        {
            int distance = Distance(found.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(1, Math.Max(found.Length, name.Length) / 3)) (best, bestDistance) = (name, distance);
        }

        return best;
    }

    /// <summary>A hint: the nearest name if there is one, else all known names; null when nothing is known.</summary>
    public static string? Hint(string found, IReadOnlyCollection<string> known) =>
        Of(found, known) is { } near ? $"did you mean '{near}'?" : known.Count == 0 ? null : $"known: {string.Join(", ", known)}";

    private static int Distance(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100) return int.MaxValue; // no name is that long, and the table would be
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
