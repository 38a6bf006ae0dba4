using System.Text;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>The mistakes that fingers and habits make in a word.</summary>
public static class Typo
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>One letter dropped, doubled, swapped with its neighbour, or replaced by a neighbour on the keyboard; never the word itself.</summary>
    public static string Finger(string word, Random random)
    {
        while (true)
        {
            var typo = Finger(word, random.Next(4), random.Next(word.Length), random);
            if (typo.Length > 0 && typo != word) return typo;
        }
    }

    private static string Finger(string word, int kind, int at, Random random)
    {
        if (!char.IsAsciiLetterOrDigit(word[at])) return word;
        return kind switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => at + 1 < word.Length && char.IsAsciiLetterOrDigit(word[at + 1]) ? $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" : word,
            _ => $"{word[..at]}{Neighbour(word[at], random)}{word[(at + 1)..]}",
        };
    }

    /// <summary>The word as another language or another habit writes it: plural or singular, camelCase, hyphens, no marks, capitals.</summary>
    public static IEnumerable<string> Habits(string word)
    {
        yield return word.EndsWith('s') ? word[..^1] : word + "s";
        yield return word.ToUpperInvariant();
        yield return char.ToUpperInvariant(word[0]) + word[1..];
        if (!word.Contains('_')) yield break;
        yield return word.Replace('_', '-');
        yield return word.Replace("_", "");
        yield return Camel(word);
        yield return char.ToUpperInvariant(word[0]) + Camel(word)[1..];
    }

    private static string Camel(string word)
    {
        var text = new StringBuilder();
        for (int i = 0; i < word.Length; i++)
        {
            if (word[i] != '_') text.Append(i > 0 && word[i - 1] == '_' ? char.ToUpperInvariant(word[i]) : word[i]);
        }

        return text.ToString();
    }

    private static char Neighbour(char letter, Random random)
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            int at = Rows[row].IndexOf(char.ToLowerInvariant(letter));
            if (at < 0) continue;
            var near = new List<char>();
            if (at > 0) near.Add(Rows[row][at - 1]);
            if (at + 1 < Rows[row].Length) near.Add(Rows[row][at + 1]);
            if (row > 1 && at < Rows[row - 1].Length) near.Add(Rows[row - 1][at]);
            if (row + 1 < Rows.Length && row > 0 && at < Rows[row + 1].Length) near.Add(Rows[row + 1][at]);
            return near[random.Next(near.Count)];
        }

        return letter;
    }
}
