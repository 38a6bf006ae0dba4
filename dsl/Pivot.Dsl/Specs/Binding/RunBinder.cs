using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Units;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>What a run may use.</summary>
internal static class RunBinder
{
    private delegate bool TryRead<T>(string text, out T value, out string? hint);

    public static RunSpec Bind(MapReader top)
    {
        var fallback = new RunSpec();
        if (top.MapAt("run") is not { Value: MapNode map } entry) return fallback;
        var reader = new MapReader(map, entry.Key.Span, "run", Language.Run, top.Bag);
        var spec = new RunSpec
        {
            Gpus = reader.Int("gpus"),
            Memory = Unit<long>(reader, "memory", "a size", ByteSize.TryRead),
            Timeout = Unit<TimeSpan>(reader, "timeout", "a length of time", TimeSpanText.TryRead),
            Retries = reader.Int("retries") ?? fallback.Retries,
            Window = Window(reader),
            Priority = reader.Int("priority") ?? fallback.Priority,
            Budget = Unit<double>(reader, "budget", "hours of GPU", GpuHours.TryRead),
            Deadline = Unit<TimeSpan>(reader, "deadline", "a length of time", TimeSpanText.TryRead),
            MaxFailures = reader.Int("max_failures") ?? fallback.MaxFailures,
            OutOfMemory = reader.Text("out_of_memory") ?? fallback.OutOfMemory,
            Order = reader.Text("order") ?? fallback.Order,
            Notify = reader.Texts("notify") ?? fallback.Notify,
        };
        SpecValidators.Check(spec, reader);
        return spec;
    }

    private static T? Unit<T>(MapReader reader, string key, string what, TryRead<T> read)
        where T : struct
    {
        if (reader.Text(key) is not { } text) return null;
        if (read(text, out var value, out var hint)) return value;
        reader.Broken.Add(key);
        var node = reader.Map[key]!;
        reader.Bag.Error(DiagnosticCodes.BadUnit, node.Span, reader.PathOf(key), $"'{key}' must be {what}, found {node.Describe()}", hint);
        return null;
    }

    private static string? Window(MapReader reader)
    {
        if (reader.Text("window") is not { } text) return null;
        if (DailyWindow.TryRead(text, out var window, out var problem)) return window.ToString();
        reader.Broken.Add("window");
        var span = TextPart.Of((ScalarNode)reader.Map["window"]!, problem!.Start, problem.Length);
        reader.Bag.Error(DiagnosticCodes.BadUnit, span, reader.PathOf("window"), $"'window' {problem.Message}", problem.Hint);
        return null;
    }
}
