using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>What a plan takes in all, and what these numbers rest on.</summary>
internal static class ForecastLines
{
    private const int MostBases = 6;

    public static IEnumerable<string> Of(PlanForecast forecast, int toRun)
    {
        if (toRun == 0)
        {
            yield return "nothing to run: every stage is in the store";
            yield break;
        }

        var unknown = forecast.Unknown == 0 ? "" : $", without {Amounts.Of(forecast.Unknown, "stage")} whose data was not counted";
        yield return $"time    about {Amounts.Duration(forecast.WallSeconds)} with {Amounts.Of(forecast.Workers, "worker")} on {forecast.Device}; "
            + $"{Amounts.Duration(forecast.Seconds)} of work in {Amounts.Of(toRun, "stage")}{unknown}";
        foreach (var basis in forecast.Bases.Take(MostBases))
            yield return $"        {basis.Basis} ({Amounts.Of(basis.Stages, "stage")}, {Amounts.Duration(basis.Seconds)})";
        if (forecast.Bases.Count > MostBases) yield return $"        and {forecast.Bases.Count - MostBases} more bases";
        yield return $"memory  {Amounts.Bytes(forecast.PeakMemory)} at most in one stage ({forecast.Largest!.Stage})";
        yield return $"disk    {Amounts.Bytes(forecast.DiskBytes)} will be written to the store";
    }
}
