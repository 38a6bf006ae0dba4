using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Tests.Reports;

/// <summary>The plan behind <see cref="ExampleRun"/>.</summary>
internal static class ExamplePlan
{
    private const string Yaml = """
        pivot: 1
        name: sft-vs-dpo
        question: Does DPO leave a better vision encoder behind than SFT?
        arms:
          sft: {}
          dpo: { stages.post: { kind: dpo, beta: 0.1 } }
          none: { stages.post: null }
        seeds: { values: [0, 1], from: post }
        """;

    private static readonly ModelSpec Nano = new() { VisionTower = new VisionTowerSpec(), LanguageModel = new LanguageModelSpec() };

    public static Plan Build()
    {
        var stages = new Dictionary<string, StageSpec>
        {
            ["see"] = new ContrastiveSpec { Data = "scenes.captions", Model = "nano", Steps = 600 },
            ["instruct"] = new SftSpec { Data = "scenes.instruct", From = "see", Steps = 600, Train = [Parts.Projector, Parts.LanguageModel] },
            ["post"] = new SftSpec { Data = "scenes.preference", From = "instruct", Steps = 120 },
            ["vqa"] = new BenchmarkSpec { Data = "scenes.test", From = "post" },
            ["linear"] = new LinearProbeSpec { Data = "scenes.objects", From = "post" },
            ["segment"] = new SegmentationProbeSpec { Data = "scenes.masks", From = "post" },
            ["gradient"] = new GradientMapSpec { Data = "scenes.grounded", From = "post" },
        };
        var dpo = new DpoSpec { Data = "scenes.preference", From = "instruct", Steps = 120 };
        var nodes = new Dictionary<string, PlanNode>();
        var trials = new List<Trial>();
        var requested = 0;
        foreach (var arm in ExampleRun.Arms)
            foreach (var seed in ExampleRun.Seeds)
            {
                var made = new Dictionary<string, string>();
                string Add(string name, StageSpec spec, string variant, bool listed, params (string Role, string Key)[] parents)
                {
                    requested++;
                    var key = KeyOf($"{name}/{variant}");
                    nodes[key] = nodes.TryGetValue(key, out var known)
                        ? known with { Arms = known.Arms.Append(arm).Distinct().ToList(), Seeds = known.Seeds.Append(seed).Distinct().Order().ToList() }
                        : new PlanNode
                        {
                            Key = key, Stage = name, Spec = spec, Model = Nano, Data = View(spec.Data), DataDigest = "d0", Arms = [arm], Seeds = [seed],
                            Seed = StageKinds.All[spec.Kind].Seeded ? variant.EndsWith("shared", StringComparison.Ordinal) ? 0 : seed : null,
                            Parents = parents.ToDictionary(p => p.Role, p => p.Key),
                        };
                    if (listed) made[name] = key;
                    return key;
                }

                var see = Add("see", stages["see"], "shared", true);
                var instruct = Add("instruct", stages["instruct"], "shared", true, (ParentRoles.From, see));
                var model = instruct;
                if (arm == "sft") model = Add("post", stages["post"], $"sft{seed}", true, (ParentRoles.From, instruct));
                if (arm == "dpo")
                {
                    var reference = Add("post.reference", new ReferenceLogProbabilitiesSpec { Data = "scenes.preference", From = "instruct" }, "shared", false,
                        (ParentRoles.From, instruct));
                    model = Add("post", dpo, $"dpo{seed}", true, (ParentRoles.From, instruct), (ParentRoles.Reference, reference));
                }
                var variant = arm == "none" ? "none" : $"{arm}{seed}";
                foreach (var name in new[] { "vqa", "gradient" }) Add(name, stages[name], variant, true, (ParentRoles.From, model));
                var features = Add("linear.features", new FeaturesSpec { Data = "scenes.objects", From = "post" }, variant, false, (ParentRoles.From, model));
                Add("linear", stages["linear"], variant, true, (ParentRoles.Features, features));
                Add("segment", stages["segment"], $"{arm}{seed}", true, (ParentRoles.From, model));
                trials.Add(new Trial { Arm = arm, Point = new Dictionary<string, string>(), Seed = seed, ArmHash = KeyOf(arm), Stages = made });
            }
        return new Plan
        {
            Name = "sft-vs-dpo",
            Hash = KeyOf("plan"),
            Spec = new ExperimentSpec
            {
                Pivot = 1, Name = "sft-vs-dpo", Question = "Does DPO leave a better vision encoder behind than SFT?",
                Data = new Dictionary<string, DataSpec> { ["scenes"] = new ScenesSpec() },
                Models = new Dictionary<string, ModelSpec> { ["nano"] = Nano },
                Stages = stages,
                Seeds = new SeedsSpec { Values = ExampleRun.Seeds, From = "post" },
                Claims = new Dictionary<string, ClaimSpec>
                {
                    ["better-encoder"] = new() { Metric = "linear.top1", Expect = "dpo > sft" },
                    ["same-answers"] = new() { Metric = "vqa.accuracy", Expect = "none = sft", Margin = 0.01, Confidence = 0.9 },
                    ["finer-parts"] = new() { Metric = "segment.miou", Expect = "none < dpo", Margin = 0.02 },
                },
                Arms = [new("sft", new Dictionary<string, string?>()), new("dpo", new Dictionary<string, string?> { ["stages.post"] = "{ kind: dpo, beta: 0.1 }" }), new("none", new Dictionary<string, string?> { ["stages.post"] = null })],
                Report = new ReportSpec { Metrics = ["vqa.accuracy", "linear.top1", "segment.miou", "gradient.in_mask"] },
            },
            ResolvedYaml = Yaml,
            Arms = ExampleRun.Arms,
            Trials = trials,
            Nodes = nodes.Values.ToList(),
            StagesRequested = requested,
        };
    }

    private static DataView View(string data) => new ScenesSpec().Views[data.Split('.')[1]];

    /// <summary>A key that looks like one: 32 hex digits out of a name.</summary>
    public static string KeyOf(string name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..32];
}
