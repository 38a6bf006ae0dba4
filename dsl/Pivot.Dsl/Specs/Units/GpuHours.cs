using System.Globalization;

namespace Pivot.Dsl.Specs.Units;

/// <summary>Budgets as a spec writes them: <c>40 gpu-hours</c>.</summary>
public static class GpuHours
{
    /// <summary>Reads a budget.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hours">Hours of one GPU (or host, without one), at least 0; 0 when the text is none.</param>
    /// <param name="hint">What to write instead when the text is none.</param>
    /// <returns>Whether the text is a budget.</returns>
    public static bool TryRead(string text, out double hours, out string? hint)
    {
        (hours, hint) = (0, "as in 40 gpu-hours");
        if (Amount.Of(text) is not { } amount) return false;
        if (amount.Unit is "gpu-hours" or "gpu-hour")
        {
            (hours, hint) = (amount.Number, null);
            return true;
        }

        var unit = amount.Unit.ToLowerInvariant();
        double factor = unit.Contains("day", StringComparison.Ordinal) || unit == "d" ? 24 : unit.Contains("min", StringComparison.Ordinal) || unit == "m" ? 1.0 / 60 : 1;
        hint = $"write {Write(Math.Round(amount.Number * factor, 4))}";
        return false;
    }

    /// <summary>The text that reads back as the same budget.</summary>
    /// <param name="hours">Hours, at least 0.</param>
    public static string Write(double hours) => hours.ToString("R", CultureInfo.InvariantCulture) + " gpu-hours";
}
