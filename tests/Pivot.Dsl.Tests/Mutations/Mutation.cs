using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>A spec with one mistake made in its text.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Place">The entry it was done to.</param>
/// <param name="Text">The whole text after it.</param>
/// <param name="Start">Index in <paramref name="Text"/> of what was changed: the key, the value, or the entry.</param>
/// <param name="Length">Its length.</param>
/// <param name="Change">What was changed, for a failure's message.</param>
internal sealed record Mutation(MutationKind Kind, SpecPlace Place, string Text, int Start, int Length, string Change)
{
    /// <summary>Whether the value was only written another way: .9 for 0.9, 3 seeds for the first three.</summary>
    public bool IsSameValue { get; init; }

    /// <summary>The map an entry was moved to, with its shape.</summary>
    public (string Path, MapNode Map, Shape Shape)? Target { get; init; }
}
