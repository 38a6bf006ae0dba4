using System.Globalization;

namespace Pivot.Runner.Data.Images;

/// <summary>The budget of anyres as config.json has it: <c>vision_aspect_ratio: anyres_max_9</c>.</summary>
public static class AnyresBudget
{
    private const string Prefix = "anyres_max_";

    /// <summary>The budget in tiles; null, no limit, for <c>anyres</c> alone.</summary>
    /// <exception cref="DataException">It is neither.</exception>
    public static int? Read(string ratio) => ratio == "anyres"
        ? null
        : ratio.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(ratio[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var tiles) && tiles > 0
            ? tiles
            : throw new DataException($"vision_aspect_ratio `{ratio}` is not anyres or anyres_max_N");

    /// <summary>The budget as config.json has it.</summary>
    public static string Text(int? tiles) => tiles is { } most ? Prefix + most.ToString(CultureInfo.InvariantCulture) : "anyres";
}
