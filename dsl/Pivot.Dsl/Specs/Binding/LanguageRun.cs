using Pivot.Dsl.Specs.Units;
using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: what is said about the run and its report.</summary>
internal static class LanguageRun
{
    private const string Amount = @"\s*([0-9]+\.?[0-9]*|\.[0-9]+)\s*";
    private const string TimeOfDay = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private static readonly ValueShape LengthOfTime = Values.Formed($@"(?=.*[dhms])({Amount}d)?({Amount}h)?({Amount}m)?({Amount}s)?\s*");

    public static RecordShape Seeds { get; } = new("seeds", "values",
    [
        new("values", new ValueShape(ValueKind.Whole) { IsList = true, InPlaceOfList = Values.WholeIn(ExperimentHeadBinder.SeedCount) },
            "The seeds, each different, or how many: 3 means 0, 1, 2.") { Default = "[0]", Examples = ["[0, 1, 2]"] },
        new("from", Values.Name, "The first replicated stage; what is upstream of it runs once. Every stage that uses randomness is replicated when it is not given."),
    ]);

    public static RecordShape Claim { get; } = new("claim", null,
    [
        new("metric", Values.Metric, "The metric it is about, stage.metric.") { Required = true, Examples = ["\"linear.top1\""] },
        new("expect", Values.Formed(@"\s*[^\s<>=]+\s*[<>=]\s*[^\s<>=]+\s*"), "What is expected of two arms: A > B, A < B, or A = B (they differ by no more than margin).")
            { Required = true, Examples = ["\"dpo > sft\""] },
        new("margin", Values.Number, "How much the difference must exceed, in the metric's unit; with = how much it may be, above 0.") { Default = "0" },
        new("confidence", Values.Number, "Confidence of the interval that decides, between 0.5 and 1.") { Default = "0.95" },
    ]);

    public static RecordShape Report { get; } = new("report", null,
    [
        new("template", Values.Name, "Name of a template in templates/, without its endings.") { Default = "\"ablation\"" },
        new("metrics", Values.Metrics, "Columns of the arms table, stage.metric, in order; every stage's main metric when it is not given.") { Examples = ["[\"vqa.accuracy\", \"linear.top1\"]"] },
    ]);

    public static RecordShape Run { get; } = new("run", null,
    [
        new("gpus", Values.Whole, "GPUs a stage needs; the command's device when it is not given."),
        new("memory", Values.Formed($@"{Amount}[KMGT]i?B\s*"), "Memory a stage may take, 40GB (10^9 bytes) or 40GiB (2^30); the device's when it is not given.") { Examples = ["\"40GB\""] },
        new("timeout", LengthOfTime, "Longest time a stage may take; no limit when it is not given.") { Examples = ["\"8h\"", "\"90m\"", "\"1h30m\""] },
        new("retries", Values.Whole, "How often a failed stage is tried again.") { Default = "0" },
        new("window", Values.Formed($@"\s*{TimeOfDay}\s*-\s*{TimeOfDay}\s*"), "Hours in which a queue may start stages, local to the schedule's time zone; always when it is not given.")
            { Examples = ["\"22:00-07:00\""] },
        new("priority", Values.Whole, "Its place in a queue, higher first.") { Default = "50" },
        new("budget", Values.Formed($@"{Amount}gpu-hours?\s*"), "Hours of GPU (or host, without one) that the run may spend; no limit when it is not given.") { Examples = ["\"40 gpu-hours\""] },
        new("deadline", LengthOfTime, "Time since it was submitted after which nothing more is begun and what runs stops at a checkpoint; no limit when it is not given.") { Examples = ["\"14h\""] },
        new("max_failures", Values.Whole, "Failed stages after which the rest of the run is not begun.") { Default = "10" },
        new("out_of_memory", Values.Word, "A training stage out of memory fails, or goes on (halve) in half the micro-batch and twice the accumulation, which the report marks.") { Default = "\"fail\"" },
        new("order", Values.Word, "What is begun first: all arms at the first seed (breadth), or the longest chains whatever the seed (depth).") { Default = "\"breadth\"" },
        new("notify", new ValueShape(ValueKind.Formed) { IsList = true, Pattern = Recipient.Pattern },
            "Who is told how it ended: e-mail addresses, and webhook for that of the hosts (PIVOT_WEBHOOK).") { Examples = ["[\"me@lab.org\", \"webhook\"]"] },
    ]);

    public static RecordShape Schedule { get; } = new("schedule", null,
    [
        new("cron", Values.Formed("\\s*\\S+(\\s+\\S+){4}\\s*"), "Five fields of cron: minute, hour, day of month, month, day of week.") { Required = true, Examples = ["\"0 22 * * 1-5\""] },
        new("time_zone", Values.Text, "IANA name of the time zone that the fields and the run's window are in.") { Default = "\"UTC\"", Examples = ["\"Asia/Seoul\""] },
        new("misfire", Values.Word, "How occurrences missed while no host ran are made up for: once for all of them, every one, or not at all (skip).") { Default = "\"once\"" },
        new("overlap", Values.Word, "What an occurrence does while the schedule's last run has not ended: it is left out (skip), waits (queue), or cancels that run (replace).") { Default = "\"skip\"" },
    ]);
}
