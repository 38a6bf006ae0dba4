using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Collects gradient maps (<see cref="GradientMap"/>, https://arxiv.org/abs/2510.16333) and averages what they score.</summary>
public sealed class GradientMapScorer
{
    private readonly List<GradientMapItem> items = [];

    /// <summary>Every map so far, in order.</summary>
    public IReadOnlyList<GradientMapItem> Items => items;

    /// <summary>
    /// Means over the maps: <c>in_mask</c>, <c>in_mask_chance</c>, <c>pointing</c>, <c>pointing_chance</c>, all in [0, 1]; <c>n</c> maps,
    /// of which
    /// <c>n_empty</c> had no gradient at all.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no map yet.</exception>
    public IReadOnlyDictionary<string, double> Scores => new Dictionary<string, double>
    {
        ["in_mask"] = items.Average(i => i.InMask),
        ["in_mask_chance"] = items.Average(i => i.InMaskChance),
        ["pointing"] = items.Average(i => i.Pointing ? 1.0 : 0.0),
        ["pointing_chance"] = items.Average(i => i.PointingChance),
        ["n"] = items.Count,
        ["n_empty"] = items.Count(i => i.Empty),
    };

    /// <summary>Measures a map.</summary>
    /// <param name="id">The sample's id.</param>
    /// <param name="map">Its gradient map.</param>
    /// <param name="mask">1 inside the thing asked about; spans the same picture as the map.</param>
    /// <exception cref="DataException">The mask marks nothing.</exception>
    public GradientMapItem Add(string id, GradientMap map, LabelMap mask)
    {
        if (!mask.Labels.Contains((byte)1))
        {
            throw new DataException(
                $"the mask of {id} marks no pixel (value 1), so nothing can be inside it; leave the sample out or mend its mask");
        }
        var item = new GradientMapItem(
            id, map.InMask(mask), GradientMap.ChanceInMask(mask), map.PointingHit(mask), map.ChancePointing(mask), map.Mass == 0);
        items.Add(item);
        return item;
    }
}
