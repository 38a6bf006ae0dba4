using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Benchmarks;

/// <summary>
/// `-- loading [GB]`: time and peak memory of loading a checkpoint that is made for it, in processes of their own, since a high-water mark is a process's. Against
/// reading the same files in order into a buffer that is used again (the file system's cache warm), and against copying as many bytes in memory.
/// </summary>
internal static class CheckpointLoading
{
    private const string Verb = "loading";
    private const int Rounds = 3;
    private static readonly string Self = Environment.GetCommandLineArgs()[0];

    public static bool Run(string[] args)
    {
        if (args is not [Verb, ..]) return false;
        switch (args)
        {
            case [_, "make", var folder, var type, var bytes]: Make(folder, Enum.Parse<torch.ScalarType>(type), long.Parse(bytes, CultureInfo.InvariantCulture)); break;
            case [_, "load", var folder, var type]: Load(folder, Enum.Parse<torch.ScalarType>(type)); break;
            case [_, "read", var folder]: Read(folder); break;
            case [_, "copy", var bytes]: Copy(long.Parse(bytes, CultureInfo.InvariantCulture)); break;
            default: All((long)(double.Parse(args.Length > 1 ? args[1] : "2", CultureInfo.InvariantCulture) * 1e9)); break;
        }
        return true;
    }

    private static void All(long bytes)
    {
        foreach (var stored in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16 })
        {
            var folder = Directory.CreateTempSubdirectory("pivot-loading-").FullName;
            try
            {
                Child("make", folder, stored.ToString(), bytes.ToString(CultureInfo.InvariantCulture));
                Console.WriteLine($"{stored}, {Size(folder) / 1e9:0.00} GB, medians of {Rounds}");
                Report("  read in order", Rounds, "read", folder);
                Report("  copied in memory", Rounds, "copy", Size(folder).ToString(CultureInfo.InvariantCulture));
                foreach (var type in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16 }) Report($"  loaded as {type}", Rounds, "load", folder, type.ToString());
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Report(string name, int rounds, params string[] arguments)
    {
        var runs = Enumerable.Range(0, rounds).Select(_ => Child(arguments).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToList();
        double Median(int i) => runs.Select(r => r[i]).Order().ElementAt(rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {Median(0):0.00} s, {Median(1):0.00} GB/s, peak {Median(2):0.000} x the checkpoint"));
    }

    // A model's shape whose weights come to about so many bytes.
    private static void Make(string folder, torch.ScalarType type, long bytes)
    {
        var shape = new LanguageShape { VocabSize = 32_000, EmbedDim = 2048, MlpDim = 5504, NumLayers = 0, NumHeads = 16, NumKvHeads = 16, MaxPositions = 4096 };
        var block = 4L * 2048 * 2048 + 3L * 2048 * 5504;
        var wanted = bytes / (type == torch.ScalarType.Float32 ? 4 : 2);
        using var model = new CausalLanguageModel(shape with { NumLayers = (int)Math.Ceiling((wanted - 32_000L * 2048) / (double)block) });
        using (torch.no_grad())
            foreach (var parameter in model.parameters()) parameter.uniform_(-1, 1);
        LanguageModelCheckpoint.Save(model, folder, new SaveSettings { DType = type });
        Console.WriteLine("0 0 0");
    }

    // The peak is the high-water mark of resident memory (VmHWM) less what was resident when loading began, torch loaded.
    private static void Load(string folder, torch.ScalarType type)
    {
        torch.set_num_threads(1);
        using (torch.ones(1)) { }
        var size = Size(folder);
        var before = HighWater();
        var clock = Stopwatch.StartNew();
        using var model = LanguageModelCheckpoint.Load(folder, type: type);
        Tell(clock, size, HighWater() - before);
    }

    private static void Read(string folder)
    {
        var size = Size(folder);
        var buffer = new byte[1 << 23];
        var before = HighWater();
        var clock = Stopwatch.StartNew();
        foreach (var file in Directory.GetFiles(folder, "*.safetensors"))
        {
            using var handle = File.OpenHandle(file);
            long at = 0;
            for (int read; (read = RandomAccess.Read(handle, buffer, at)) > 0;) at += read;
        }
        Tell(clock, size, HighWater() - before);
    }

    // Into fresh memory, as loading must.
    private static unsafe void Copy(long bytes)
    {
        var from = NativeMemory.Alloc((nuint)bytes);
        NativeMemory.Fill(from, (nuint)bytes, 1);
        var to = NativeMemory.Alloc((nuint)bytes);
        var before = HighWater();
        var clock = Stopwatch.StartNew();
        Buffer.MemoryCopy(from, to, bytes, bytes);
        Tell(clock, bytes, HighWater() - before);
        NativeMemory.Free(from);
        NativeMemory.Free(to);
    }

    private static void Tell(Stopwatch clock, long size, long peak) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds} {size / 1e9 / clock.Elapsed.TotalSeconds} {(double)peak / size}"));

    private static long Size(string folder) => Directory.GetFiles(folder, "*.safetensors").Sum(file => new FileInfo(file).Length);

    private static long HighWater() =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    private static string Child(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Self);
        foreach (var argument in arguments.Prepend(Verb)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
        return output.Trim().Split('\n')[^1];
    }
}
