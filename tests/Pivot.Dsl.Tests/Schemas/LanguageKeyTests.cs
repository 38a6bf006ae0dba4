using System.Text.Json.Nodes;
using Pivot.Dsl.Schemas;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>What the table says of each key is there, and is true.</summary>
public class LanguageKeyTests
{
    private static readonly Dictionary<RecordShape, object> Records = new()
    {
        [Language.VisionTower] = new VisionTowerSpec(), [Language.Projector] = new ProjectorSpec(), [Language.LanguageModel] = new LanguageModelSpec(),
        [Language.RopeScaling] = new RopeScalingSpec(), [Language.Images] = new ImagesSpec(), [Language.Lora] = new LoraSpec(), [Language.MpoWeights] = new MpoWeightsSpec(),
        [Language.Tokenizer] = new TokenizerSpec(), [Language.Data.Variants["scenes"]] = new ScenesSpec(),
        [Language.Stage.Variants["contrastive"]] = new ContrastiveSpec { Data = "" }, [Language.Stage.Variants["sft"]] = new SftSpec { Data = "" },
        [Language.Stage.Variants["dpo"]] = new DpoSpec { Data = "" }, [Language.Stage.Variants["benchmark"]] = new BenchmarkSpec { Data = "" },
        [Language.Stage.Variants["linear_probe"]] = new LinearProbeSpec { Data = "" }, [Language.Stage.Variants["knn_probe"]] = new KnnProbeSpec { Data = "" },
        [Language.Stage.Variants["segmentation_probe"]] = new SegmentationProbeSpec { Data = "" }, [Language.Stage.Variants["gradient_map"]] = new GradientMapSpec { Data = "" },
        [Language.Seeds] = new SeedsSpec(), [Language.Claim] = new ClaimSpec { Metric = "", Expect = "" }, [Language.Report] = new ReportSpec(), [Language.Run] = new RunSpec(),
        [Language.Schedule] = new ScheduleSpec { Cron = "" }, [Language.Random] = new RandomSpec { Count = 1, Over = new Dictionary<string, string>() },
    };

    [Fact]
    public void Every_key_has_one_line_that_ends_in_a_period_and_a_type()
    {
        foreach (var (record, key) in LanguageKeys.All)
        {
            Assert.True(key.Description.EndsWith('.') && !key.Description.Contains('\n') && char.IsAsciiLetterUpper(key.Description[0]), $"{record.What}.{key.Name}: {key.Description}");
            Assert.True(key.Shape is not ValueShape { Kind: ValueKind.Any } || (record, key.Name) == (Language.Distribution, "choice"), $"{record.What}.{key.Name} has no type");
        }

        Assert.Equal(557, LanguageKeys.All.Count);
    }

    [Fact]
    public void Defaults_are_those_of_the_records()
    {
        int compared = 0;
        foreach (var (record, key) in LanguageKeys.All.Where(k => Records.ContainsKey(k.Record)))
        {
            var property = Records[record].GetType().GetProperties().SingleOrDefault(p => PropertyPath.SnakeCase(p.Name) == key.Name);
            if (property is null || key.Required || property.Name is "Kind" or "Source") continue;
            var value = property.GetValue(Records[record]);
            var text = value switch
            {
                null => null,
                LearningRateSpec rate => Bounds.Show(rate.Default),
                string word => JsonValue.Create(word).ToJsonString(),
                bool truth => truth ? "true" : "false",
                IReadOnlyList<string> or IReadOnlyList<IReadOnlyList<int>> or IReadOnlyDictionary<string, string> => null, // empty: what stands for it depends on other keys
                IReadOnlyList<double> many => $"[{string.Join(", ", many.Select(Bounds.Show))}]",
                IReadOnlyList<long> many => $"[{string.Join(", ", many)}]",
                _ => Bounds.Show(Convert.ToDouble(value)),
            };
            Assert.True(text == key.Default, $"{record.What}.{key.Name}: the record has {text}, the table {key.Default}");
            compared++;
        }

        Assert.Equal(161, compared);
    }

    [Fact]
    public void Defaults_and_examples_are_accepted_where_they_stand()
    {
        var schema = (JsonObject)JsonNode.Parse(ExperimentSchema.Write())!;
        var evaluator = new SchemaEvaluator(schema);
        int found = 0;
        foreach (var definition in schema["$defs"]!.AsObject().Select(d => d.Value!).Append(schema))
        {
            foreach (var (key, property) in definition["properties"]?.AsObject() ?? [])
            {
                var samples = (property!["examples"]?.AsArray().ToList() ?? []).Concat(property["default"] is { } standard ? [standard] : []);
                foreach (var sample in samples)
                {
                    Assert.True(evaluator.Errors(sample, property).Count == 0, $"{key}: {sample}");
                    found++;
                }
            }
        }

        Assert.Equal(368, found);
    }

    [Fact]
    public void Patterns_of_names_say_what_the_reader_says()
    {
        var pattern = new System.Text.RegularExpressions.Regex($@"^(?:{Names.Pattern})\z");
        CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["aZ09_-. é/"], 0, 3], name => Assert.Equal(Names.IsName(name), pattern.IsMatch(name)));
        Assert.Matches(pattern, new string('a', 64));
        Assert.DoesNotMatch(pattern, new string('a', 65));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("2024-a_b", true)]
    [InlineData("-a", false)]
    [InlineData("A", false)]
    [InlineData("a.b", false)]
    [InlineData("a b", false)]
    public void The_pattern_of_an_experiments_name_says_what_the_reader_says(string name, bool good)
    {
        var text = SpecText.Base.Replace("name: base", $"name: '{name}'");
        Assert.Equal(good, !SpecFile.Compile(text).Diagnostics.HasErrors);
        Assert.Equal(good, SchemaEvaluator.Of(ExperimentSchema.Write()).Errors(YamlInstance.Read(text)).Count == 0);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("dpo-0.05+x_y", true)]
    [InlineData("größer", true)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    public void The_pattern_of_an_arms_name_says_what_the_reader_says(string name, bool good)
    {
        var text = SpecText.With($"arms: {{ '{name}': {{}} }}");
        Assert.Equal(good, !SpecFile.Compile(text).Diagnostics.HasErrors);
        Assert.Equal(good, SchemaEvaluator.Of(ExperimentSchema.Write()).Errors(YamlInstance.Read(text)).Count == 0);
    }
}
