using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>What a node is, as the text that its key is the hash of. No name of a stage, an arm, a model or a data source is in it.</summary>
internal static class NodeContent
{
    private const int LanguageVersion = 1;

    /// <param name="spec">The stage.</param>
    /// <param name="inputs">Its fields (<see cref="StageInputs"/>).</param>
    /// <param name="model">Its model (<see cref="ModelContent"/>), or null where a parent's key stands for it.</param>
    /// <param name="data">Its data (<see cref="ViewContent"/>).</param>
    /// <param name="seed">Its seed as JSON.</param>
    /// <param name="parents">What it reads, by role.</param>
    public static string Of(StageSpec spec, string inputs, string? model, string data, string seed, IReadOnlyDictionary<string, string> parents)
    {
        var kind = StageKinds.All[spec.Kind];
        var roles = new CanonicalJson();
        foreach (var (role, key) in parents) roles.Add(role, key);
        return new CanonicalJson()
            .Add("language", LanguageVersion).Add("kind", kind.Name).Add("version", kind.Version).AddRaw("inputs", inputs)
            .AddRaw("model", model ?? "null").AddRaw("data", data).AddRaw("seed", seed).Add("parents", roles).ToString();
    }
}
