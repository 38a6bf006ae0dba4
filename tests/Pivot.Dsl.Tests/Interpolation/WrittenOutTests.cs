using System.Text.RegularExpressions;
using CsCheck;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Interpolation;

/// <summary>A spec with variables is the spec with their values written out: the same plan.</summary>
public partial class WrittenOutTests
{
    private static readonly string Experiments = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "../../../experiments"));

    public static TheoryData<string> Specs => [.. Directory.GetFiles(Experiments, "*.yaml").Where(f => File.ReadAllText(f).Contains("pivot: 1")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void All_specs_are_found() => Assert.True(Specs.Count >= 2);

    [Theory]
    [MemberData(nameof(Specs))]
    public void Any_values_of_an_experiment_may_be_variables(string name)
    {
        var text = File.ReadAllText(Path.Combine(Experiments, name));
        var places = Values().Matches(text).Where(m => !Fixed(text, m)).ToList();
        Assert.True(places.Count > 40, $"{places.Count} values");
        var hash = Compile(text).Hash;
        Gen.Int[0, places.Count - 1].HashSet[1, Math.Min(12, places.Count)].Sample(chosen => Compile(WithVariables(text, chosen.Select(i => places[i]))).Hash == hash, iter: 25);
        Assert.Equal(hash, Compile(WithVariables(text, places)).Hash);
    }

    // Values behind 'key: ' or in a list, of scalars only; comments and block structure are left alone.
    [GeneratedRegex(@"(?<=[:\[,] +)[A-Za-z0-9_.\-/]+(?=[ ]*[,\]}\n])|(?<=\[)[A-Za-z0-9_.\-/]+(?=[ ]*[,\]])")]
    private static partial Regex Values();

    private static bool Fixed(string text, Match match)
    {
        var line = text[(text.LastIndexOf('\n', match.Index) + 1)..match.Index];
        return line.Contains('#') || line.StartsWith("pivot:") || line.StartsWith("name:") || line.StartsWith("question:") || line.StartsWith("extends:") || match.Value == "null";
    }

    private static string WithVariables(string text, IEnumerable<Match> places)
    {
        var variables = new List<string>();
        foreach (var place in places.OrderByDescending(p => p.Index))
        {
            variables.Add($"  v{variables.Count}: {place.Value}");
            text = text[..place.Index] + $"\"${{v{variables.Count - 1}}}\"" + text[(place.Index + place.Length)..];
        }

        return text + "\nvars:\n" + string.Join('\n', variables) + "\n";
    }

    private static Plan Compile(string text) =>
        SpecFile.Plan(ExperimentCompiler.CompileText(text, "<spec>", Experiments, text.Contains("vqa:\n    source") ? ["data.vqa.path=/data"] : [], null));
}
