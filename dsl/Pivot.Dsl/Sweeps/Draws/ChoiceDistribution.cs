using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Draws;

/// <summary><c>choice</c>: one of these, each equally likely.</summary>
internal sealed class ChoiceDistribution(ListNode values) : Distribution
{
    public override Node Draw(ulong bits) => values.Items[(int)StableDraw.Below(bits, (ulong)values.Items.Count)];
}
