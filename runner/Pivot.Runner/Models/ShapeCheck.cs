namespace Pivot.Runner.Models;

/// <summary>The checks all shape records share.</summary>
internal static class ShapeCheck
{
    public static void Positive(string shape, params ReadOnlySpan<(string Name, int Value)> sizes)
    {
        foreach (var (name, value) in sizes)
        {
            if (value < 1) throw new ArgumentException($"{shape}: {name} is {value}; it must be at least 1");
        }
    }

    public static void NotNegative(string shape, string name, int value)
    {
        if (value < 0) throw new ArgumentException($"{shape}: {name} is {value}; it must be at least 0");
    }

    public static void Divides(string shape, string divisorName, int divisor, string name, int value)
    {
        if (value % divisor != 0) throw new ArgumentException($"{shape}: {divisorName} {divisor} does not divide {name} {value}");
    }
}
