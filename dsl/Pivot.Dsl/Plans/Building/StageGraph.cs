namespace Pivot.Dsl.Plans.Building;

/// <summary>The stages of one arm at one sweep point, every stage after its parents.</summary>
internal sealed class StageGraph(IReadOnlyList<ResolvedStage> stages)
{
    public IReadOnlyList<ResolvedStage> Stages { get; } = stages;

    /// <summary>Names of a stage and of all that follow from it, directly or not.</summary>
    public HashSet<string> DownstreamOf(string name)
    {
        var found = new HashSet<string> { name };
        foreach (var stage in Stages)
        {
            if (stage.Parents.Any(p => found.Contains(p.Name))) found.Add(stage.Name);
        }

        return found;
    }
}
