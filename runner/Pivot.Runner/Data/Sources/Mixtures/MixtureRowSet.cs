using Pivot.Dsl.Specs;

namespace Pivot.Runner.Data.Sources.Mixtures;

/// <summary>The rows of a mixture: its files in the order they are listed in, of each what its strategy takes.</summary>
/// <remarks>
/// A random sample follows from the view's seed and the file's number in the list. LLaVA-NeXT draws it from Python's generator without a seed,
/// so that no run of it can be repeated; ours is other rows of the same number.
/// </remarks>
internal sealed class MixtureRowSet(MixtureView view) : RowSet
{
    /// <inheritdoc/>
    public override IEnumerable<(RowPlace Place, DataException? Problem)> Rows(RowTally tally)
    {
        Note(view.File);
        var (entries, problems) = MixtureFile.Read(view.File);
        foreach (var problem in problems) yield return (default, problem);
        foreach (var (entry, number) in entries.Select((entry, number) => (entry, number)))
        {
            var (file, missing) = Open(entry);
            if (file is null)
            {
                yield return (default, missing);
                continue;
            }
            var (places, broken) = (new RowIndex(), (DataException?)null);
            foreach (var (place, problem) in Places(file))
                if (problem is null) places.Add(place);
                else broken = problem;
            if (broken is not null) yield return (default, broken);
            else if (places.Count == 0) yield return (default, new DataException($"{view.File}:{entry.Line}: {file.Path} holds no rows"));
            else
                foreach (var row in entry.Sampling.Rows(places.Count, SeededRandom.Derive(view.Seed, number))) yield return (places[row], null);
        }
    }

    private (RowFile?, DataException?) Open(MixtureEntry entry)
    {
        try
        {
            return (Open(Path.GetFullPath(entry.JsonPath, view.Root)), null);
        }
        catch (DataException problem)
        {
            return (null, new DataException($"{view.File}:{entry.Line}: {problem.Message}", problem));
        }
    }
}
