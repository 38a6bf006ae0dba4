using Pivot.Dsl.Schemas;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>Arms, sweeps, variables, claims, run and schedule in the schema: what each form accepts, and where it refuses.</summary>
public class NewSectionsTests
{
    private static readonly SchemaEvaluator Schema = SchemaEvaluator.Of(ExperimentSchema.Write());

    [Theory]
    [InlineData("arms: { a: {}, b: { stages.post: { kind: dpo, beta: 0.1 } }, c: { stages.post: null, models.nano.tokenizer.kind: byte, data.scenes.train: 5, vars.x: [1] } }")]
    [InlineData("arms: { a: { stages.post.learning_rate.vision_tower: 1e-4, stages.post.learning_rate: 1e-3, stages.see.epochs: 1.5, stages: { post: null } } }")]
    [InlineData("sweep: {}")]
    [InlineData("sweep: { grid: { models.nano.vision_tower.depth: [2, 4], stages.post: [null, { kind: dpo }] }, zip: { stages.post.steps: [1, 2] } }")]
    [InlineData("sweep: { list: [{ stages.post.steps: 3 }, {}], random: { count: 20, seed: 7, over: { stages.post.steps: { int: [1, 9] }, stages.post.learning_rate: { log: [1e-5, 1e-3] } } } }")]
    [InlineData("sweep: { random: { count: 2, over: { stages.post.schedule: { choice: [cosine, linear] }, stages.post.warmup: { uniform: [0, 0.5] } } } }")]
    [InlineData("sweep: { sum: [{ grid: { stages.post.steps: [1] } }, { product: [{ zip: { stages.post.steps: [1] } }, {}] }] }")]
    [InlineData("sweep: { when: { arm: [sft, dpo], stages.post.steps: { above: 3, at_most: 9 } }, exclude: [{ arm: none }, { stages.post.schedule: { not: [linear] } }] }")]
    [InlineData("vars: { width: 96, tower: { depth: 2 }, list: [1] }")]
    [InlineData("seeds: 3")]
    [InlineData("seeds: { values: 3, from: post }")]
    [InlineData("claims: { better: { metric: linear.top1, expect: dpo > sft, margin: 0.0, confidence: 0.95 }, same: { metric: vqa.accuracy.color, expect: a=b, margin: 0.01 } }")]
    [InlineData("run: { gpus: 1, memory: 40GB, timeout: 8h, retries: 2, window: \"22:00-07:00\", priority: 50, budget: 40 gpu-hours }")]
    [InlineData("run: { memory: 1.5 GiB, timeout: 1h 30m, window: \"22:00 - 07:00\", budget: .5gpu-hour }")]
    [InlineData("schedule: { cron: \"0 22 * * 1-5\", time_zone: Asia/Seoul }")]
    [InlineData("run: { deadline: 14h, max_failures: 3, out_of_memory: halve, order: depth, notify: [me@lab.org, webhook, \"${who}\"] }")]
    [InlineData("run: { notify: [] }\nschedule: { cron: \"0 22 * * 1-5\", misfire: every, overlap: replace }")]
    [InlineData("report: { template: ablation, metrics: [vqa.accuracy, \"${m}\"] }")]
    public void A_section_is_accepted(string section) => Assert.Empty(Schema.Errors(YamlInstance.Read(SpecText.With(section))));

    [Theory]
    [InlineData("arms: { a: { stages.pots.betta: 0.1 } }", "/arms/a/stages.pots.betta")]
    [InlineData("arms: { a: { stages.post.beta: -1 } }", "/arms/a/stages.post.beta")]
    [InlineData("arms: { a: { stages.post: { kind: dpo, turns: independent } } }", "/arms/a/stages.post/turns")]
    [InlineData("arms: { a: { seeds: 3 } }", "/arms/a/seeds")]
    [InlineData("arms: { a: { models.nano.vision_tower.depth.more: 3 } }", "/arms/a/models.nano.vision_tower.depth.more")]
    [InlineData("arms: { a: null }", "/arms/a")]
    [InlineData("sweep: { gird: {} }", "/sweep/gird")]
    [InlineData("sweep: { grid: { stages.post.steps: 3 } }", "/sweep/grid/stages.post.steps")]
    [InlineData("sweep: { grid: { stages.post.steps: [1, 0] } }", "/sweep/grid/stages.post.steps/1")]
    [InlineData("sweep: { sum: [{ product: [{ zip: { stages.post.stepz: [1] } }] }] }", "/sweep/sum/0/product/0/zip/stages.post.stepz")]
    [InlineData("sweep: { list: [{ stages.post.steps: no }] }", "/sweep/list/0/stages.post.steps")]
    [InlineData("sweep: { random: { count: 3 } }", "/sweep/random/over")]
    [InlineData("sweep: { sum: [{ random: { over: {} } }] }", "/sweep/sum/0/random/count")]
    [InlineData("sweep: { random: { count: 3, over: { stages.post.steps: { normal: [0, 1] } } } }", "/sweep/random/over/stages.post.steps/normal")]
    [InlineData("sweep: { random: { count: 3, over: { stages.post.steps: { int: [0, 1, 2] } } } }", "/sweep/random/over/stages.post.steps/int")]
    [InlineData("sweep: { random: { count: 3, over: { stages.post.learning_rate: { log: [0, 1] } } } }", "/sweep/random/over/stages.post.learning_rate/log/0")]
    [InlineData("sweep: { when: { arms: a } }", "/sweep/when/arms")]
    [InlineData("sweep: { exclude: [{ stages.post.steps: { over: 3 } }] }", "/sweep/exclude/0/stages.post.steps/over")]
    [InlineData("claims: { better: { metric: linear, expect: dpo > sft } }", "/claims/better/metric")]
    [InlineData("claims: { better: { metric: linear.top1, expect: dpo beats sft } }", "/claims/better/expect")]
    [InlineData("claims: { better: { metric: linear.top1 } }", "/claims/better/expect")]
    [InlineData("run: { memory: 40 }", "/run/memory")]
    [InlineData("run: { memory: 40 cows }", "/run/memory")]
    [InlineData("run: { timeout: soon }", "/run/timeout")]
    [InlineData("run: { timeout: 30m1h }", "/run/timeout")]
    [InlineData("run: { window: \"22:00-24:00\" }", "/run/window")]
    [InlineData("run: { window: night }", "/run/window")]
    [InlineData("run: { budget: 40 }", "/run/budget")]
    [InlineData("run: { gpu: 1 }", "/run/gpu")]
    [InlineData("run: { deadline: 14 }", "/run/deadline")]
    [InlineData("run: { max_failures: 0 }", "/run/max_failures")]
    [InlineData("run: { out_of_memory: half }", "/run/out_of_memory")]
    [InlineData("run: { order: widest }", "/run/order")]
    [InlineData("run: { notify: webhook }", "/run/notify")]
    [InlineData("run: { notify: [\"https://hooks.example.org/T0\"] }", "/run/notify/0")]
    [InlineData("run: { notify: [webhook, webhook] }", "/run/notify")]
    [InlineData("schedule: { cron: nightly }", "/schedule/cron")]
    [InlineData("schedule: { cron: \"0 22 * * 1-5\", misfire: always }", "/schedule/misfire")]
    [InlineData("schedule: { cron: \"0 22 * * 1-5\", overlap: wait }", "/schedule/overlap")]
    [InlineData("schedule: { time_zone: UTC }", "/schedule/cron")]
    [InlineData("seeds: 0", "/seeds")]
    [InlineData("seeds: { values: [1, 1] }", "/seeds/values")]
    [InlineData("report: { metrics: [vqa] }", "/report/metrics/0")]
    [InlineData("vars: { a.b: 1 }", "/vars/a.b")]
    public void A_mistake_is_refused_at_its_place(string section, string place) =>
        Assert.Equal([place], Schema.Errors(YamlInstance.Read(SpecText.With(section))).Select(e => e.At).Distinct());

    [Theory]
    [InlineData("steps: 12", "steps: \"${steps}\"", true)]
    [InlineData("steps: 12", "steps: \"${vars.steps}\"", true)]
    [InlineData("steps: 12", "steps: twelve", false)]
    [InlineData("steps: 12", "steps: \"$${steps}\"", false)] // an escaped ${ is text
    [InlineData("kind: sft, from: align", "kind: \"${kind}\", from: align", true)]
    [InlineData("learning_rate: 1e-3", "learning_rate: \"${rate}\"", true)]
    [InlineData("train: [projector]", "train: \"${parts}\"", true)]
    [InlineData("train: [projector]", "train: [\"${part}\"]", true)]
    [InlineData("train: [projector]", "train: \"many ${parts}\"", false)] // text with a variable inside is text, not a list
    [InlineData("data: scenes.preference", "data: \"scenes.${view}\"", true)]
    [InlineData("projector: { arch: mlp, depth: 2 }", "projector: \"${projector}\"", true)]
    [InlineData("name: base", "name: \"${name}\"", false)]
    [InlineData("pivot: 1", "pivot: \"${version}\"", false)]
    public void A_variable_stands_where_the_language_lets_it(string written, string instead, bool good)
    {
        Assert.Contains(written, SpecText.Base);
        Assert.Equal(good, Schema.Errors(YamlInstance.Read(SpecText.Base.Replace(written, instead))).Count == 0);
    }
}
