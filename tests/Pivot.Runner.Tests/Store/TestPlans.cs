using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

/// <summary>Small plans made by hand.</summary>
public static class TestPlans
{
    public static HostInfo Host { get; } = new("host", "processor", 2, 8, "cpu", "linux", ".NET", "0.1.0", "2.10");

    public static string Key(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];

    /// <summary>A node with parents by name; the first plays the role <c>from</c>, others <c>reference</c>, <c>features</c>.</summary>
    public static PlanNode Node(string name, params string[] parents) => new()
    {
        Key = Key(name),
        Stage = name,
        Spec = new SftSpec { Data = "scenes.instruct", From = parents.FirstOrDefault() },
        Data = new ScenesView { Content = "instruct", ImageSize = 16, Train = 8, Test = 4, Seed = 11 },
        DataDigest = "d1",
        Seed = 0,
        Parents = parents.Zip([ParentRoles.From, ParentRoles.Reference, ParentRoles.Features]).ToDictionary(p => p.Second, p => Key(p.First)),
        Arms = ["base"],
        Seeds = [0],
    };

    public static Plan Plan(params PlanNode[] nodes) => Plan("test", nodes);

    public static Plan Plan(string name, IReadOnlyList<PlanNode> nodes) => new()
    {
        Name = name,
        Hash = Key(name + string.Concat(nodes.Select(n => n.Key))),
        Spec = new ExperimentSpec
        {
            Pivot = 1, Name = name, Models = new Dictionary<string, ModelSpec>(),
            Data = new Dictionary<string, DataSpec> { ["scenes"] = new ScenesSpec() },
            Stages = nodes.DistinctBy(n => n.Stage).ToDictionary(n => n.Stage, n => n.Spec),
        },
        ResolvedYaml = $"pivot: 1\nname: {name}\n",
        Arms = ["base"],
        Trials =
        [
            new Trial
            {
                Arm = "base", Point = new Dictionary<string, string>(), Seed = 0, ArmHash = "a",
                Stages = nodes.DistinctBy(n => n.Stage).ToDictionary(n => n.Stage, n => n.Key),
            },
        ],
        Nodes = nodes,
        StagesRequested = nodes.Count,
    };
}
