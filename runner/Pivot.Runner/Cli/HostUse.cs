using System.CommandLine;
using System.Text.RegularExpressions;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Cli;

/// <summary>How much of this host a run may use: the options that <c>plan</c> forecasts by and <c>run</c> runs by.</summary>
/// <param name="Workers">Stages done at once.</param>
/// <param name="Threads">Threads of each.</param>
/// <param name="Device">The device in torch's words.</param>
internal sealed partial record HostUse(int Workers, int Threads, string Device)
{
    private const int MostThreads = 4;

    /// <summary>Adds the options to a command; the function reads them for a spec.</summary>
    public static Func<ParseResult, RunSpec?, HostUse> AddTo(Command command)
    {
        var workers = CommonOptions.Count("--workers", "Stages done at once. Default: as many as the cores allow with the threads of each.");
        var threads = CommonOptions.Count("--threads",
            $"Threads per stage. Default: the cores, at most {MostThreads}. The same spec and seed give the same numbers, bit for bit, for a given number of threads.");
        var device = new Option<string?>("--device")
        {
            Description = "Where tensors live: cpu, cuda or cuda:N. Default: cuda where the spec's run.gpus asks for one, otherwise cpu.", HelpName = "DEVICE",
        };
        device.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !DeviceName().IsMatch(name)) result.AddError($"--device takes cpu, cuda or cuda:N, found {name}");
        });
        command.Options.Add(workers);
        command.Options.Add(threads);
        command.Options.Add(device);
        return (parsed, run) => Of(parsed.GetValue(workers), parsed.GetValue(threads), parsed.GetValue(device) ?? (run?.Gpus is > 0 ? "cuda" : "cpu"));
    }

    // Small models gain little from many threads, and a chain of stages nothing from many workers: threads first, then workers with what is left.
    private static HostUse Of(int? workers, int? threads, string device)
    {
        var cores = Environment.ProcessorCount;
        if (workers > cores) Console.Error.WriteLine($"--workers {workers}: this host has {Words.Count(cores, "core")}, {cores} will be used");
        var each = threads ?? Math.Clamp(cores / (workers ?? 1), 1, MostThreads);
        return new HostUse(Math.Min(workers ?? Math.Max(1, cores / each), cores), each, device);
    }

    [GeneratedRegex("^(cpu|cuda(:[0-9]{1,2})?)$")]
    private static partial Regex DeviceName();
}
