namespace Pivot.Dsl.FSharp

/// `seeds { values [ 0; 1; 2 ]; from "post" }`: replicates.
[<Sealed>]
type SeedsBuilder internal () =
    inherit BlockBuilder()

    /// The seeds.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Is("seeds", (block.In file :> IValue).Value, line, file)

    /// The seeds.
    [<CustomOperation "values">]
    member _.Values(block: Block, seeds: int list, [<Line>] ?line: int) = block.With("values", seeds, line)

    /// The seeds.
    [<CustomOperation "values">]
    member _.Values(block: Block, seeds: int64 list, [<Line>] ?line: int) = block.With("values", seeds, line)

    /// How many seeds, from 0 on.
    [<CustomOperation "values">]
    member _.Values(block: Block, count: Whole, [<Line>] ?line: int) = block.With("values", count, line)

    /// The first stage that is replicated; those before it run once and are shared.
    [<CustomOperation "from">]
    member _.From(block: Block, stage: string, [<Line>] ?line: int) = block.With("from", stage, line)

/// `claim "better-encoder" { metric "linear.top1"; expect "dpo > sft" }`: what is expected, said before the run and judged by the report.
[<Sealed>]
type ClaimBuilder internal (name: string) =
    inherit BlockBuilder()

    /// The claim under its name.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Name("claims", name, "claim", block.In file, line, file)

    /// What it is about, as "stage.metric".
    [<CustomOperation "metric">]
    member _.Metric(block: Block, column: string, [<Line>] ?line: int) = block.With("metric", column, line)

    /// How two arms compare: "dpo > sft", "dpo < sft" or "dpo = sft".
    [<CustomOperation "expect">]
    member _.Expect(block: Block, comparison: string, [<Line>] ?line: int) = block.With("expect", comparison, line)

    /// How much the difference must exceed, or for "=" may be, in the metric's unit.
    [<CustomOperation "margin">]
    member _.Margin(block: Block, margin: Number, [<Line>] ?line: int) = block.With("margin", margin, line)

    /// Confidence of the interval that decides, between 0.5 and 1.
    [<CustomOperation "confidence">]
    member _.Confidence(block: Block, confidence: Number, [<Line>] ?line: int) = block.With("confidence", confidence, line)

/// `report { template "ablation"; metrics [ "vqa.accuracy" ] }`.
[<Sealed>]
type ReportBuilder internal () =
    inherit BlockBuilder()

    /// The report.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Is("report", (block.In file :> IValue).Value, line, file)

    /// Name of a template.
    [<CustomOperation "template">]
    member _.Template(block: Block, name: string, [<Line>] ?line: int) = block.With("template", name, line)

    /// The columns, as "stage.metric".
    [<CustomOperation "metrics">]
    member _.Metrics(block: Block, columns: string list, [<Line>] ?line: int) = block.With("metrics", columns, line)

    /// A reference to them.
    [<CustomOperation "metrics">]
    member _.Metrics(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("metrics", reference, line)

/// `run { gpus 1; memory "40GB"; timeout "8h" }`: what a run may use, and how a queue treats it.
[<Sealed>]
type RunBuilder internal () =
    inherit BlockBuilder()

    /// The run.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Is("run", (block.In file :> IValue).Value, line, file)

    /// GPUs a stage needs.
    [<CustomOperation "gpus">]
    member _.Gpus(block: Block, count: Whole, [<Line>] ?line: int) = block.With("gpus", count, line)

    /// Memory a stage may take: "40GB" (10^9 bytes) or "40GiB" (2^30).
    [<CustomOperation "memory">]
    member _.Memory(block: Block, size: string, [<Line>] ?line: int) = block.With("memory", size, line)

    /// Longest time a stage may take: "8h", "90m", "1h30m".
    [<CustomOperation "timeout">]
    member _.Timeout(block: Block, time: string, [<Line>] ?line: int) = block.With("timeout", time, line)

    /// How often a failed stage is tried again.
    [<CustomOperation "retries">]
    member _.Retries(block: Block, count: Whole, [<Line>] ?line: int) = block.With("retries", count, line)

    /// Hours in which a queue may start stages: "22:00-07:00".
    [<CustomOperation "window">]
    member _.Window(block: Block, hours: string, [<Line>] ?line: int) = block.With("window", hours, line)

    /// Its place in a queue, 0 to 100, higher first.
    [<CustomOperation "priority">]
    member _.Priority(block: Block, place: Whole, [<Line>] ?line: int) = block.With("priority", place, line)

    /// What the run may spend: "40 gpu-hours".
    [<CustomOperation "budget">]
    member _.Budget(block: Block, hours: string, [<Line>] ?line: int) = block.With("budget", hours, line)

    /// Time since it was submitted after which nothing more is begun and what runs stops at a checkpoint: "14h".
    [<CustomOperation "deadline">]
    member _.Deadline(block: Block, time: string, [<Line>] ?line: int) = block.With("deadline", time, line)

    /// Failed stages after which the rest of the run is not begun.
    [<CustomOperation "max_failures">]
    member _.MaxFailures(block: Block, count: Whole, [<Line>] ?line: int) = block.With("max_failures", count, line)

    /// A training stage out of memory does "fail", or goes on in half the micro-batch: "halve".
    [<CustomOperation "out_of_memory">]
    member _.OutOfMemory(block: Block, what: string, [<Line>] ?line: int) = block.With("out_of_memory", what, line)

    /// What is begun first: "breadth", all arms at the first seed, or "depth", the longest chains.
    [<CustomOperation "order">]
    member _.Order(block: Block, order: string, [<Line>] ?line: int) = block.With("order", order, line)

    /// Who is told how it ended: e-mail addresses, and "webhook" for that of the hosts.
    [<CustomOperation "notify">]
    member _.Notify(block: Block, recipients: string list, [<Line>] ?line: int) = block.With("notify", recipients, line)

    /// A reference to them.
    [<CustomOperation "notify">]
    member _.Notify(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("notify", reference, line)

/// `schedule { cron "0 22 * * 1-5"; time_zone "Asia/Seoul" }`: when a queue starts the experiment again and again.
[<Sealed>]
type ScheduleBuilder internal () =
    inherit BlockBuilder()

    /// The schedule.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Is("schedule", (block.In file :> IValue).Value, line, file)

    /// Five fields of cron: minute, hour, day of month, month, day of week.
    [<CustomOperation "cron">]
    member _.Cron(block: Block, fields: string, [<Line>] ?line: int) = block.With("cron", fields, line)

    /// IANA name of the time zone the fields are in.
    [<CustomOperation "time_zone">]
    member _.TimeZone(block: Block, name: string, [<Line>] ?line: int) = block.With("time_zone", name, line)

    /// How occurrences missed while no host ran are made up for: "once", "every" or "skip".
    [<CustomOperation "misfire">]
    member _.Misfire(block: Block, what: string, [<Line>] ?line: int) = block.With("misfire", what, line)

    /// What an occurrence does while the last run has not ended: "skip", "queue" or "replace".
    [<CustomOperation "overlap">]
    member _.Overlap(block: Block, what: string, [<Line>] ?line: int) = block.With("overlap", what, line)

/// `experiment "name" { ... }`: a line each for a part of it. Parts may come from `for` and `if`, and stand in any order.
[<Sealed>]
type ExperimentBuilder internal (name: string) =

    /// A part.
    member _.Yield(part: Part, [<Line>] ?line: int) : Part list = [ part.On line ]

    /// The sweep.
    member _.Yield(sweep: Sweep, [<Line>] ?line: int) : Part list = [ Part.Is("sweep", (sweep :> IValue).Value, Option.orElse line sweep.Line) ]

    /// No part.
    member _.Zero() : Part list = []

    /// The parts of some lines, then those of the lines below.
    member _.Combine(above: Part list, below: Part list) : Part list = above @ below

    /// The parts of a line.
    member _.Delay(parts: unit -> Part list) : Part list = parts ()

    /// The parts of every turn of a loop.
    member _.For(items: 'T seq, parts: 'T -> Part list) : Part list = items |> Seq.toList |> List.collect parts

    /// The experiment.
    member _.Run(parts: Part list, [<Line>] ?line: int, [<File>] ?file: string) : Experiment =
        let name = Key.At("name", line, [ $"\"{name}\""; "experiment" ]).In file, Value.Text name
        let experiment = Experiment.Of(name, parts |> List.map (fun part -> part.In file))
        Declared.announce experiment
        experiment
