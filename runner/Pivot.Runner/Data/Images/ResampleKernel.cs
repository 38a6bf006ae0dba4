namespace Pivot.Runner.Data.Images;

/// <summary>A filter's weights in 22-bit fixed point, as Pillow computes them (libImaging/Resample.c).</summary>
internal sealed class ResampleKernel
{
    /// <summary>Bits behind the point of a weight.</summary>
    public const int PrecisionBits = 22;

    private ResampleKernel(int[] first, int[][] weights) => (First, Weights) = (first, weights);

    /// <summary>For each output place the first input place it reads.</summary>
    public int[] First { get; }

    /// <summary>For each output place its weights, from the first input place on.</summary>
    public int[][] Weights { get; }

    /// <summary>The first input place that is read at all.</summary>
    public int Start => First[0];

    /// <summary>One behind the last input place that is read.</summary>
    public int End => First[^1] + Weights[^1].Length;

    /// <summary>Weights of the output places <paramref name="from"/> .. <paramref name="from"/> + <paramref name="count"/> - 1 of a line brought from one length to another.</summary>
    public static ResampleKernel Make(ResampleFilter filter, int size, int newSize, int from, int count)
    {
        var (reach, weigh) = Filter(filter);
        var scale = (double)size / newSize;
        var widening = Math.Max(scale, 1.0); // shrinking widens the kernel: that is the antialiasing
        var narrowing = 1.0 / widening;
        var support = reach * widening;
        var first = new int[count];
        var weights = new int[count][];
        for (var i = 0; i < count; i++)
        {
            var centre = (i + from + 0.5) * scale;
            first[i] = Math.Max((int)(centre - support + 0.5), 0);
            var line = new double[Math.Min((int)(centre + support + 0.5), size) - first[i]];
            var sum = 0.0;
            for (var k = 0; k < line.Length; k++) sum += line[k] = weigh((k + first[i] - centre + 0.5) * narrowing);
            weights[i] = Array.ConvertAll(line, w => Fixed(sum != 0 ? w / sum : w));
        }
        return new ResampleKernel(first, weights);
    }

    private static int Fixed(double weight) => (int)(weight * (1 << PrecisionBits) + (weight < 0 ? -0.5 : 0.5));

    private static (double Reach, Func<double, double> Weigh) Filter(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => (0.5, x => x is > -0.5 and <= 0.5 ? 1 : 0),
        ResampleFilter.Bilinear => (1, x => Math.Max(1 - Math.Abs(x), 0)),
        ResampleFilter.Hamming => (1, Hamming),
        ResampleFilter.Bicubic => (2, Cubic),
        ResampleFilter.Lanczos => (3, x => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0),
        _ => throw new ArgumentException($"{filter} has no kernel"),
    };

    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
        return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
    }

    private static double Hamming(double x)
    {
        x = Math.Abs(x);
        if (x == 0) return 1;
        if (x >= 1) return 0;
        x *= Math.PI;
        return Math.Sin(x) / x * (0.54 + 0.46 * Math.Cos(x));
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
