using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

public class HeadTests
{
    private const string Arms = "arms: { sft: {}, dpo: { stages.post: { kind: dpo } } }\n";

    [Fact]
    public void Claims_run_and_schedule_are_read()
    {
        var spec = SpecFile.Plan(SpecText.With(Arms + """
            claims:
              better: { metric: linear.top1, expect: dpo > sft, margin: 0.01, confidence: 0.9 }
              same: { metric: vqa.accuracy.color, expect: "dpo = sft", margin: 0.02 }
            run: { gpus: 1, memory: 40 GB, timeout: 1h30m, retries: 2, window: "22:00-07:00", priority: 60, budget: 40 gpu-hours }
            schedule: { cron: "0 22 * * 1-5", time_zone: Asia/Seoul }
            """)).Spec;
        Assert.Equal(new ClaimSpec { Metric = "linear.top1", Expect = "dpo > sft", Margin = 0.01, Confidence = 0.9 }, spec.Claims["better"]);
        Assert.Equal(0.95, spec.Claims["same"].Confidence);
        Assert.Equal(new RunSpec { Gpus = 1, Memory = 40_000_000_000, Timeout = TimeSpan.FromMinutes(90), Retries = 2, Window = "22:00-07:00", Priority = 60, Budget = 40 }, spec.Run);
        Assert.Equal(new ScheduleSpec { Cron = "0 22 * * 1-5", TimeZone = "Asia/Seoul" }, spec.Schedule);
    }

    [Fact]
    public void What_a_fleet_goes_by_is_read()
    {
        var spec = SpecFile.Plan(SpecText.With("""
            run: { deadline: 1d2h, max_failures: 3, out_of_memory: halve, order: depth, notify: [me@lab.org, webhook] }
            schedule: { cron: "0 22 * * 1-5", misfire: every, overlap: queue }
            """)).Spec;
        Assert.Equal(new RunSpec { Deadline = TimeSpan.FromHours(26), MaxFailures = 3, OutOfMemory = "halve", Order = "depth", Notify = spec.Run.Notify }, spec.Run);
        Assert.Equal(["me@lab.org", "webhook"], spec.Run.Notify);
        Assert.Equal(new ScheduleSpec { Cron = "0 22 * * 1-5", Misfire = "every", Overlap = "queue" }, spec.Schedule);
    }

    [Fact]
    public void They_are_in_no_key()
    {
        var plain = SpecFile.Plan(SpecText.With(Arms));
        var more = SpecFile.Plan(SpecText.With(Arms + "claims: { a: { metric: linear.top1, expect: dpo > sft } }\nrun: { gpus: 2, memory: 1GB, deadline: 3h, max_failures: 1, out_of_memory: halve, order: depth }\nschedule: { cron: 0 0 * * *, misfire: skip, overlap: queue }"));
        Assert.Equal(plain.Hash, more.Hash);
        Assert.Equal(plain.Nodes.Select(n => n.Key), more.Nodes.Select(n => n.Key));
        Assert.Equal((new RunSpec(), null), (plain.Spec.Run, plain.Spec.Schedule));
        Assert.Equal(more.Hash, SpecFile.Plan(more.ResolvedYaml).Hash);
        Assert.Equal(more.Spec.Run, SpecFile.Plan(more.ResolvedYaml).Spec.Run);
    }

    [Fact]
    public void A_value_of_them_may_be_set() =>
        Assert.Equal(3, SpecFile.Plan(SpecText.With("run: { gpus: 1 }"), "run.gpus=3").Spec.Run.Gpus);
}
