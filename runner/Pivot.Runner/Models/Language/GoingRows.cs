using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>The rows of a generation that are still in the cache, some of them perhaps finished.</summary>
/// <remarks>Finished rows go on being computed until they are half of all: taking rows out copies the cache.</remarks>
internal sealed class GoingRows
{
    private readonly KeyValueCache cache;
    private readonly Device device;
    private int[] rows; // place of the row in the caller's batch
    private long[] numbers; // the row's number in its data set
    private int[] pads;
    private int[] latest;
    private bool[] finished;
    private Tensor? real; // bool [n, 1, 1, C]: real tokens of the prompt, and all that follow; null when nothing is padded

    public GoingRows(PaddedPrompts prompts, IReadOnlyList<long>? numbers, KeyValueCache cache, int maxNewTokens, Device device)
    {
        this.cache = cache;
        this.device = device;
        rows = [.. Enumerable.Range(0, prompts.Pads.Length)];
        this.numbers = numbers is null ? [.. rows.Select(row => (long)row)] : [.. numbers];
        pads = [.. prompts.Pads];
        latest = new int[rows.Length];
        finished = new bool[rows.Length];
        real = prompts.AnyPads ? prompts.Real(maxNewTokens, device) : null;
    }

    /// <summary>Rows that are not finished.</summary>
    public int Count => finished.Count(flag => !flag);

    /// <summary>Numbers of the rows in the cache, to which their draws belong.</summary>
    public IReadOnlyList<long> Numbers => numbers;

    /// <summary>Takes each row's next token; a row whose token is a stop token is finished.</summary>
    public void Take(int[] tokens, IReadOnlyList<int> stopTokens, List<int>[] results)
    {
        latest = tokens;
        for (var index = 0; index < rows.Length; index++)
        {
            if (finished[index]) continue;
            if (stopTokens.Contains(tokens[index])) finished[index] = true;
            else results[rows[index]].Add(tokens[index]);
        }
    }

    /// <summary>Takes finished rows out of the cache once they are at least half of it.</summary>
    public void DropFinished()
    {
        if (Count * 2 > rows.Length) return;
        var kept = Enumerable.Range(0, rows.Length).Where(index => !finished[index]).ToArray();
        using var places = tensor(Array.ConvertAll(kept, index => (long)index), device: device);
        cache.Keep(places);
        real = real?.index_select(0, places);
        rows = [.. kept.Select(index => rows[index])];
        numbers = [.. kept.Select(index => numbers[index])];
        pads = [.. kept.Select(index => pads[index])];
        latest = [.. kept.Select(index => latest[index])];
        finished = new bool[kept.Length];
    }

    /// <summary>The tokens just taken, int64 [n, 1].</summary>
    public Tensor Tokens() => tensor(Array.ConvertAll(latest, token => (long)token), [latest.Length, 1], device: device);

    /// <summary>Their positions, int64 [n, 1].</summary>
    public Tensor PositionIds() => tensor(Array.ConvertAll(pads, count => cache.Length - count), [pads.Length, 1], device: device);

    /// <summary>What they may look at, bool [n, 1, 1, S + 1]; null for everything.</summary>
    public Tensor? MayLook() => real?.narrow(3, 0, cache.Length + 1);
}
