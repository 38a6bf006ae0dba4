using System.Text.Json.Nodes;
using Pivot.Dsl.Schemas;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>What the schema of experiments accepts and refuses.</summary>
public class ExperimentSchemaTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "../../.."));
    private static readonly SchemaEvaluator Schema = SchemaEvaluator.Of(ExperimentSchema.Write());

    [Fact]
    public void Scratch()
    {
        var broken = Path.Combine(Repository, "tests/Pivot.Dsl.Tests/Diagnostics/Broken");
        foreach (var file in Directory.GetFiles(Path.Combine(Repository, "experiments"), "*.yaml").Concat(Directory.GetFiles(Path.Combine(Repository, "tests/Pivot.Dsl.FSharp.Tests/Twins"))).Append(Path.Combine(Repository, "tests/Pivot.Dsl.Tests/Plans/three-arms.yaml"))
           .Concat(Directory.GetFiles(Path.Combine(Repository, "tests/Pivot.Runner.Tests"), "*.yaml", SearchOption.AllDirectories)).Concat(Directory.GetFiles(broken, "*.yaml").Order()))
        {
            string result;
            try { result = string.Join(" ", Schema.Errors(YamlInstance.Read(File.ReadAllText(file))).Select(e => $"{e.At}:{e.Keyword}")); } catch (Exception e) { result = e.GetType().Name + e.Message; }
            Console.Error.WriteLine(Path.GetFileName(file) + " -> " + result);
        }
    }
}
