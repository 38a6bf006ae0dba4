using System.Globalization;
using Pivot.Runner.Execution;

namespace Pivot.Runner.Cli.Progress;

/// <summary>How far one stage is and how long it will take yet. Rates count from the first report, so that steps of an earlier attempt count for none.</summary>
internal sealed class StageMeter(TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private long _firstAt;
    private long? _firstDone;

    /// <summary>The latest report.</summary>
    public StageProgress Latest { get; private set; }

    /// <summary>Time since the stage began here.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_begun);

    /// <summary>Done share, 0 to 1.</summary>
    public double Share => Latest.Total > 0 ? Math.Clamp((double)Latest.Done / Latest.Total, 0, 1) : 0;

    /// <summary>Time left at the pace since the first report; null before there is a pace.</summary>
    public TimeSpan? Left
    {
        get
        {
            if (_firstDone is not { } first || Latest.Done <= first || Latest.Total <= 0) return null;
            var spent = time.GetElapsedTime(_firstAt);
            return spent * ((double)(Latest.Total - Latest.Done) / (Latest.Done - first));
        }
    }

    /// <summary>Takes a report.</summary>
    public void Update(StageProgress progress)
    {
        if (_firstDone is null || progress.Done < _firstDone || progress.Unit != Latest.Unit) (_firstAt, _firstDone) = (time.GetTimestamp(), progress.Done);
        Latest = progress;
    }

    /// <summary><c>150/600 steps  loss 0.5132  812 samples/s  0:12 left</c>.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        if (Latest.Total > 0) parts.Add($"{Latest.Done}/{Words.Count(Latest.Total, Latest.Unit)}");
        if (Latest.Loss is { } loss) parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}"));
        if (Latest.SamplesPerSecond is { } rate) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0} samples/s"));
        if (Left is { } left) parts.Add($"{Words.Clock(left)} left");
        return string.Join("  ", parts);
    }
}
