using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models;

/// <summary>
/// Draws a model's first weights. Each parameter has a generator of its own, seeded by the given seed and the parameter's name: the same seed
/// gives the same bytes whatever else the process drew, in whatever order the modules were built, on whatever device; and a part keeps its
/// weights when another part is added, widened or left out.
/// </summary>
public static class Initializer
{
    /// <summary>Gives every parameter of a module its first values.</summary>
    /// <param name="module">A model of this namespace, or a part of one.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="isDrawn">Says of a parameter's full name whether it is drawn; the others keep what was loaded into them. Null draws all.</param>
    /// <exception cref="InvalidOperationException">A parameter belongs to a module that does not say how it is drawn.</exception>
    public static void Draw(nn.Module module, long seed, Func<string, bool>? isDrawn = null)
    {
        using var noGrad = no_grad();
        var drawn = new HashSet<string>();
        foreach (var (path, child) in module.named_modules().Prepend(("", module)))
        {
            if (child is not IWeightLaws laws) continue;
            foreach (var (name, parameter, law) in laws.WeightLaws)
            {
                var full = path.Length == 0 ? name : $"{path}.{name}";
                if (!drawn.Add(full) || isDrawn?.Invoke(full) == false) continue;
                using var scope = NewDisposeScope();
                using var generator = new Generator(SeedOf(seed, full), CPU);
                parameter.copy_(Values(law, parameter.shape, generator));
            }
        }
        var left = module.named_parameters().Select(entry => entry.name).Where(name => !drawn.Contains(name)).ToList();
        if (left.Count > 0) throw new InvalidOperationException($"no law says how to draw {string.Join(", ", left)}");
    }

    private static Tensor Values(WeightLaw law, long[] shape, Generator generator) => law.Distribution switch
    {
        Distribution.Constant => full(shape, (float)law.Gain),
        Distribution.Normal => randn(shape, generator: generator) * (float)law.Gain,
        Distribution.LecunNormal => randn(shape, generator: generator) * (float)(law.Gain / Math.Sqrt(FanIn(shape))),
        Distribution.XavierUniform =>
            (rand(shape, generator: generator) * 2 - 1) * (float)(law.Gain * Math.Sqrt(6.0 / (FanIn(shape) + FanOut(shape)))),
        _ => throw new InvalidOperationException($"no such distribution: {law.Distribution}"),
    };

    // [out, in, ...kernel]: torch's fan_in. A table [V, D] and a probe [1, 1, D] count their width.
    private static long FanIn(long[] shape) => shape.Skip(1).Aggregate(1L, (product, size) => product * size);

    private static long FanOut(long[] shape) => shape[0] * shape.Skip(2).Aggregate(1L, (product, size) => product * size);

    /// <summary>The seed of a generator of its own for something that has a name.</summary>
    internal static ulong SeedOf(long seed, string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{name}"));
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
