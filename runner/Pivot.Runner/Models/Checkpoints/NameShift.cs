namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Names that are all there, but under another prefix: the checkpoint was saved from a model around this one, or from a part of it.</summary>
/// <param name="Count">How many names it explains.</param>
/// <param name="Extra">What the stored names have in front.</param>
/// <param name="Lacking">What they should have in front instead.</param>
internal sealed record NameShift(int Count, string Extra, string Lacking)
{
    /// <summary>The shift that explains most of the missing names, if it explains half of them.</summary>
    /// <param name="missing">Names the model has and the files do not.</param>
    /// <param name="stored">Names the files have and the model does not.</param>
    public static NameShift? Between(IReadOnlyCollection<string> missing, IReadOnlyCollection<string> stored)
    {
        var (lacking, there) = (missing.ToHashSet(StringComparer.Ordinal), stored.ToHashSet(StringComparer.Ordinal));
        var found = stored.SelectMany(Ends).Where(end => lacking.Contains(end.End)).Select(end => (Extra: end.Front, Lacking: ""))
            .Concat(missing.SelectMany(Ends).Where(end => there.Contains(end.End)).Select(end => (Extra: "", Lacking: end.Front)))
            .CountBy(shift => shift).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Extra.Length + pair.Key.Lacking.Length).FirstOrDefault();
        return found.Value * 2 < missing.Count || found.Value == 0 ? null : new NameShift(found.Value, found.Key.Extra, found.Key.Lacking);
    }

    /// <summary>What was found, and the line that mends it.</summary>
    public string Mend()
    {
        var (what, renamed) = Extra.Length > 0 ? ($"{Names} with `{Extra}` in front", $"k.removeprefix('{Extra}')") : ($"{Names} without the `{Lacking}` in front", $"'{Lacking}' + k");
        return $"{what}: take a checkpoint of this very model, or rename once, in Python (each file): from safetensors.torch import load_file, save_file; "
            + $"save_file({{{renamed}: v for k, v in load_file('model.safetensors').items()}}, 'model.safetensors', metadata={{'format': 'pt'}})";
    }

    private string Names => Count == 1 ? "1 of the missing names is there" : $"{Count} of the missing names are there";

    // A name without its first part, without its first two, and so on: few fronts are longer than three parts.
    private static IEnumerable<(string Front, string End)> Ends(string name)
    {
        var parts = 0;
        for (var dot = name.IndexOf('.'); dot >= 0 && parts < 3; dot = name.IndexOf('.', dot + 1), parts++) yield return (name[..(dot + 1)], name[(dot + 1)..]);
    }
}
