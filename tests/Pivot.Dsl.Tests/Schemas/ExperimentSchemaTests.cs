using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Schemas;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>What the schema of experiments accepts and refuses, held against the compiler.</summary>
public class ExperimentSchemaTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "../../.."));
    private static readonly string Experiments = Path.Combine(Repository, "experiments");
    private static readonly SchemaEvaluator Schema = SchemaEvaluator.Of(ExperimentSchema.Write());

    /// <summary>Specs that are whole, or extend one that is beside them.</summary>
    public static TheoryData<string> Valid =>
    [
        .. Directory.GetFiles(Experiments, "*.yaml", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(Repository, "tests/Pivot.Dsl.FSharp.Tests/Twins"), "*.yaml").Where(f => Path.GetFileName(f) != "base.yaml")) // only data, to be extended
            .Append(Path.Combine(Repository, "tests/Pivot.Dsl.Tests/Plans/three-arms.yaml"))
            .Append(Path.Combine(Repository, "tests/Pivot.Runner.Tests/EndToEnd/mini.yaml"))
            .Select(f => Path.GetRelativePath(Repository, f)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_file_beside_the_experiments_is_what_the_program_writes()
    {
        var file = Path.Combine(Experiments, "pivot.schema.json");
        var written = ExperimentSchema.Write();
        if (Environment.GetEnvironmentVariable("PIVOT_ACCEPT_GOLDENS") == "1") File.WriteAllText(file, written);
        Assert.True(written == File.ReadAllText(file), "run: pivot schema --output experiments/pivot.schema.json, and read what changed");
    }

    [Fact]
    public void Every_experiment_names_the_schema_for_editors()
    {
        var files = Directory.GetFiles(Experiments, "*.yaml");
        Assert.All(files, f => Assert.Equal("# yaml-language-server: $schema=./pivot.schema.json", File.ReadLines(f).First()));
        Assert.Equal(3, files.Length);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_spec_is_accepted(string file) => Assert.Empty(Errors(File.ReadAllText(Path.Combine(Repository, file))));

    [Fact]
    public void All_valid_specs_are_found() => Assert.Equal(9, Valid.Count);

    [Fact]
    public void A_spec_of_data_alone_is_refused_for_what_it_lacks_and_nothing_else()
    {
        var errors = Schema.Errors(YamlInstance.Read(File.ReadAllText(Path.Combine(Repository, "tests/Pivot.Dsl.FSharp.Tests/Twins/base.yaml"))));
        Assert.Equal(["/pivot", "/name", "/models", "/stages"], errors.Select(e => e.At));
    }

    /// <summary>Every line taken out of a good spec: where the compiler still plans, the schema accepts; where it misses a key, the schema does.</summary>
    [Fact]
    public void It_accepts_what_the_compiler_accepts_and_misses_what_the_compiler_misses()
    {
        int planned = 0, missed = 0;
        foreach (var text in new[] { "tests/Pivot.Dsl.Tests/Plans/three-arms.yaml", "experiments/quickstart.yaml" }.Select(f => File.ReadAllText(Path.Combine(Repository, f))))
        {
            var lines = text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                var shorter = string.Join('\n', lines.Where((_, at) => at != i));
                var compilation = SpecFile.Compile(shorter);
                if (compilation.Diagnostics.Any(d => d.Code == DiagnosticCodes.Syntax)) continue; // an editor's reader has nothing to hold against the schema
                var misses = compilation.Diagnostics.Any(d => d.Code == DiagnosticCodes.MissingKey);
                if (compilation.Plan is null && !misses) continue;
                var errors = Errors(shorter);
                Assert.True(errors.Any() == misses, $"without line {i + 1}: {string.Join(", ", errors)}");
                if (misses) missed++;
                else planned++;
            }
        }

        Assert.Equal((39, 16), (planned, missed));
    }

    [Theory]
    [InlineData("three-arms.yaml", 90)]
    [InlineData("../../Pivot.Dsl.FSharp.Tests/Twins/every-key.yaml", 665)]
    [InlineData("../../../experiments/quickstart.yaml", 85)]
    [InlineData("../../../experiments/easy-vqa-probes.yaml", 54)]
    public void A_misspelt_key_is_refused_wherever_it_is(string file, int keys)
    {
        var text = File.ReadAllText(Path.Combine(Repository, "tests/Pivot.Dsl.Tests/Plans", file));
        int count = LanguageKeys.In(YamlInstance.Read(text)).Count();
        Assert.Equal(keys, count);
        for (int i = 0; i < count; i++)
        {
            foreach (var misspell in (Func<string, string>[])[k => k + "q", k => k[..^1], k => k[..^2] + k[^1] + k[^2], k => k[..^1] + char.ToUpperInvariant(k[^1])])
            {
                var instance = YamlInstance.Read(text);
                var (map, key, path) = LanguageKeys.In(instance).ElementAt(i);
                var wrong = key.Length < 2 ? key + "q" : misspell(key);
                if (wrong == key || wrong.EndsWith('.') || (key, wrong) is ("images", "image") or ("files", "file")) continue; // rows in Parquet have a key of either name
                var value = map[key];
                map.Remove(key);
                map[wrong] = value;
                Assert.True(Schema.Errors(instance).Count > 0, $"{path} -> {wrong}");
            }
        }
    }

    [Fact]
    public void A_misspelt_key_of_a_stage_is_one_error_at_that_key() =>
        Assert.Equal([new SchemaError("/stages/post/steeps", "additionalProperties")], Schema.Errors(YamlInstance.Read(SpecText.Base.Replace("steps: 12,", "steeps: 12,"))));

    [Fact]
    public void A_spec_that_extends_may_be_partial_everywhere() =>
        Assert.Empty(Errors("""
            extends: base.yaml
            data: { vqa: { path: here, views: { test: { limit: 3 } } }, old: null }
            models: { nano: { vision_tower: { depth: 3 }, projector: null } }
            stages: { post: { beta: 0.1, learning_rate: { vision_tower: 1e-4 } }, vqa: null }
            arms: { dpo: null }
            sweep: { grid: { stages.post.beta: null }, random: { count: 3 } }
            claims: { better: { margin: 0.1 } }
            schedule: { time_zone: Asia/Seoul }
            """));

    private static IEnumerable<SchemaError> Errors(string yaml) => Schema.Errors(YamlInstance.Read(yaml));
}
