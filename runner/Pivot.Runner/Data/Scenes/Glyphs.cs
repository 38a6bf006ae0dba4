namespace Pivot.Runner.Data.Scenes;

/// <summary>A 5 x 7 pixel face for A-Z and 0-9, carried here so that no font of the host is asked for.</summary>
internal static class Glyphs
{
    public const int Width = 5;
    public const int Height = 7;

    // Seven rows a symbol from the top, a hex pair each; bit 4 is the leftmost pixel.
    private static readonly Dictionary<char, byte[]> Rows = new (char Symbol, string Rows)[]
    {
        ('A', "0E11111F111111"), ('B', "1E11111E11111E"), ('C', "0E11101010110E"), ('D', "1E11111111111E"), ('E', "1F10101E10101F"),
        ('F', "1F10101E101010"), ('G', "0E11101711110F"), ('H', "1111111F111111"), ('I', "0E04040404040E"), ('J', "0702020202120C"),
        ('K', "11121418141211"), ('L', "1010101010101F"), ('M', "111B1515111111"), ('N', "11191513111111"), ('O', "0E11111111110E"),
        ('P', "1E11111E101010"), ('Q', "0E11111115120D"), ('R', "1E11111E141211"), ('S', "0F10100E01011E"), ('T', "1F040404040404"),
        ('U', "1111111111110E"), ('V', "11111111110A04"), ('W', "1111111515150A"), ('X', "11110A040A1111"), ('Y', "11110A04040404"),
        ('Z', "1F01020408101F"), ('0', "0E11131519110E"), ('1', "040C040404040E"), ('2', "0E11010204081F"), ('3', "1F02040201110E"),
        ('4', "02060A121F0202"), ('5', "1F101E0101110E"), ('6', "0608101E11110E"), ('7', "1F010204080808"), ('8', "0E11110E11110E"),
        ('9', "0E11110F01020C"),
    }.ToDictionary(g => g.Symbol, g => Convert.FromHexString(g.Rows));

    /// <summary>All symbols there are.</summary>
    public static IEnumerable<char> Symbols => Rows.Keys;

    /// <summary>Whether a symbol covers a pixel, x in 0..4 from the left, y in 0..6 from the top.</summary>
    public static bool Covers(char symbol, int x, int y) => (Rows[symbol][y] >> (Width - 1 - x) & 1) != 0;
}
