using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Tests.Mutations;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Diagnostics;

/// <summary>Every key, word and name is misspelt at every place: it is always an error under the very word, and the hint is nearly always what was meant.</summary>
public class MisspellingTests(ITestOutputHelper output)
{
    private static readonly string Text = File.ReadAllText(Path.Combine(GoldenFile.Folder(), "every-place.yaml"));
    private static readonly string[] Lines = Text.Split('\n');
    private static readonly SpecPlaces Places = SpecPlaces.Of((MapNode)YamlReader.Read(Text, new SourceText("spec.yaml", "/"), new DiagnosticBag())!);

    /// <summary>Maps whose keys are read by themselves and stand in no place above.</summary>
    private static readonly string[] Elsewhere = ["sweep", "random", "claim", "run", "schedule"];

    [Fact]
    public void The_spec_is_good() => Assert.NotNull(SpecFile.Plan(Compile(Text)));

    [Fact]
    public void The_spec_has_every_map_of_the_language()
    {
        var shapes = Records(Language.Experiment).ToHashSet();
        var reached = Places.Maps.Select(m => m.Shape).OfType<RecordShape>().ToHashSet();
        Assert.Equal(Elsewhere.Order(), shapes.Except(reached).Select(s => s.What).Order());
        Assert.Equal(66, shapes.Count);
    }

    [Fact]
    public void A_misspelt_key_is_an_error_at_its_place_and_nearly_always_understood()
    {
        var study = new Study();
        var random = new Random(1);
        foreach (var (path, map, shape) in Places.Maps.Where(m => m.Shape is RecordShape))
        {
            foreach (var key in ((RecordShape)shape).Keys.Keys)
            {
                foreach (var typo in Typos(key, random).Where(t => !((RecordShape)shape).Keys.ContainsKey(t) && map.Find(t) is null))
                {
                    var (text, line, column) = map.Find(key) is { } entry ? Replaced(entry.Key.Span, typo) : Inserted(map, typo);
                    study.Add($"{path}: {typo} for {key}", Compile(text), line, column, typo.Length, key);
                }
            }
        }

        study.Report(output, "keys");
        Assert.True(study.Tried > 1500, $"{study.Tried}");
        Assert.Empty(study.Misplaced);
        Assert.True(study.Rate >= 0.95, study.ToString());
    }

    [Fact]
    public void Other_habits_of_writing_a_key_are_always_understood()
    {
        var study = new Study();
        foreach (var (path, map, shape) in Places.Maps.Where(m => m.Shape is RecordShape))
        {
            foreach (var key in ((RecordShape)shape).Keys.Keys)
            {
                foreach (var typo in Typo.Habits(key).Where(t => !((RecordShape)shape).Keys.ContainsKey(t) && map.Find(t) is null).Distinct())
                {
                    var (text, line, column) = map.Find(key) is { } entry ? Replaced(entry.Key.Span, typo) : Inserted(map, typo);
                    study.Add($"{path}: {typo} for {key}", Compile(text), line, column, typo.Length, key);
                }
            }
        }

        study.Report(output, "habits");
        Assert.True(study.Tried > 900, $"{study.Tried}");
        Assert.Empty(study.Misplaced);
        Assert.True(study.Rate >= 0.99, study.ToString());
    }

    [Fact]
    public void Keys_that_are_read_elsewhere_are_understood_as_well()
    {
        int tried = 0, understood = 0;
        var random = new Random(2);
        foreach (var shape in Records(Language.Experiment).Where(s => Elsewhere.Contains(s.What)))
        {
            foreach (var key in shape.Keys.Keys)
            {
                foreach (var typo in Typos(key, random).Concat(Typo.Habits(key)).Where(t => !shape.Keys.ContainsKey(t)))
                {
                    tried++;
                    if (NearestName.Of(typo, shape.Keys.Keys) == key) understood++;
                }
            }
        }

        output.WriteLine($"keys elsewhere: {understood} of {tried}");
        Assert.True(tried > 250 && understood >= 0.95 * tried, $"{understood} of {tried}");
    }

    [Fact]
    public void A_misspelt_step_of_a_path_is_an_error_at_its_place_and_nearly_always_understood()
    {
        var study = new Study();
        var random = new Random(3);
        foreach (var place in Places.All.Where(p => p.Path.Split('.') is ["data" or "models" or "stages", ..] && p.ParentShape is RecordShape or NamesShape))
        {
            var steps = place.Path.Split('.');
            foreach (var typo in Typos(steps[^1], random).Where(t => place.Parent.Find(t) is null && (place.ParentShape as RecordShape)?.Keys.ContainsKey(t) != true))
            {
                var path = string.Join('.', steps[..^1].Append(typo));
                var line = $"arms: {{ a: {{ {path}: {YamlWriter.Inline(place.Entry.Value)} }} }}";
                study.Add(path, Compile(Text + line + "\n"), Lines.Length, line.IndexOf(path, StringComparison.Ordinal) + 1 + path.Length - typo.Length, typo.Length, place.Path);
            }
        }

        study.Report(output, "paths");
        Assert.True(study.Tried > 800, $"{study.Tried}");
        Assert.Empty(study.Misplaced);
        Assert.True(study.Rate >= 0.95, study.ToString());
    }

    [Fact]
    public void A_misspelt_word_or_name_is_an_error_at_its_place_and_nearly_always_understood()
    {
        string[] keys = ["kind", "source", "format", "arch", "schedule", "loss", "turns", "train", "features", "objective", "from", "model", "data", "reference", "metrics"];
        var study = new Study();
        var random = new Random(4);
        foreach (var place in Places.All.Where(p => keys.Contains(p.Entry.Name) && p.ParentShape is RecordShape))
        {
            foreach (var scalar in place.Entry.Value is ListNode list ? list.Items.OfType<ScalarNode>() : place.Entry.Value is ScalarNode one ? [one] : [])
            {
                var word = scalar.Value;
                foreach (var typo in Typos(word, random))
                {
                    var (text, line, column) = Replaced(scalar.Span, typo);
                    var compilation = Compile(text);
                    if (compilation.Plan is not null) continue; // another name that exists
                    study.Add($"{place.Path}: {typo} for {word}", compilation, line, column, typo.Length, word);
                }
            }
        }

        study.Report(output, "words and names");
        Assert.True(study.Tried > 400, $"{study.Tried}");
        Assert.Empty(study.Misplaced);
        Assert.True(study.Rate >= 0.95, study.ToString());
    }

    [Fact]
    public void What_other_tools_call_a_key_is_understood()
    {
        (string Map, string Found, string Meant)[] known =
        [
            ("stages.instruct", "lr", "learning_rate"), ("stages.instruct", "bs", "batch_size"), ("stages.instruct", "wd", "weight_decay"),
            ("stages.instruct", "num_train_epochs", "epochs"), ("stages.instruct", "gradient_accumulation_steps", "accumulate"), ("stages.instruct", "max_grad_norm", "clip_norm"),
            ("stages.instruct", "lr_scheduler_type", "schedule"), ("stages.instruct", "warmup_ratio", "warmup"), ("stages.instruct", "save_steps", "checkpoint_every"),
            ("models.nano.vision_tower", "hidden_size", "width"), ("models.nano.vision_tower", "num_hidden_layers", "depth"), ("models.nano.vision_tower", "num_attention_heads", "heads"),
            ("models.nano.vision_tower", "intermediate_size", "mlp_width"), ("models.nano.language_model", "num_key_value_heads", "kv_heads"),
            ("models.nano.language_model", "tie_word_embeddings", "tie_embeddings"), ("models.nano", "lm", "language_model"), ("models.nano", "vit", "vision_tower"), ("models.nano", "vision", "vision_tower"),
            ("stages.vqa", "max_tokens", "max_new_tokens"), ("stages.instruct", "clip", "clip_norm"),
        ];
        var study = new Study();
        foreach (var (path, found, meant) in known)
        {
            var (text, line, column) = Inserted(Places.Maps.Single(m => m.Path == path).Map, found);
            study.Add($"{path}: {found} for {meant}", Compile(text), line, column, found.Length, meant);
        }

        Assert.Empty(study.Misplaced);
        Assert.True(study.Rate == 1, study.ToString());
    }

    private static IEnumerable<string> Typos(string word, Random random) =>
        word.Length == 1 ? [word + word] : Enumerable.Range(0, 8).Select(_ => Typo.Finger(word, random)).Distinct();

    private static IEnumerable<RecordShape> Records(Shape shape, HashSet<Shape>? seen = null)
    {
        if (!(seen ??= []).Add(shape)) return [];
        return shape switch
        {
            RecordShape record => record.Keys.Values.SelectMany(s => Records(s, seen)).Prepend(record),
            VariantShape variant => variant.Variants.Values.SelectMany(s => Records(s, seen)),
            NamesShape names => Records(names.Item, seen),
            ListShape list => Records(list.Item, seen),
            _ => [],
        };
    }

    private static Compilation Compile(string text) => ExperimentCompiler.CompileText(text, "spec.yaml", "/", [], null);

    private static (string Text, int Line, int Column) Replaced(SourceSpan span, string word) => (Edit(span.Line, span.Column, span.EndColumn - span.Column, word), span.Line, span.Column);

    private static (string Text, int Line, int Column) Inserted(MapNode map, string key)
    {
        bool flow = Lines[map.Span.Line - 1][map.Span.Column - 1] == '{';
        if (flow) return (Edit(map.Span.Line, map.Span.Column + 1, 0, $" {key}: 1,"), map.Span.Line, map.Span.Column + 2);
        return (Edit(map.Span.Line, map.Span.Column, 0, $"{key}: 1\n{new string(' ', map.Span.Column - 1)}"), map.Span.Line, map.Span.Column);
    }

    private static string Edit(int line, int column, int length, string text)
    {
        var changed = Lines[line - 1][..(column - 1)] + text + Lines[line - 1][(column - 1 + length)..];
        return string.Join('\n', Lines.Select((l, i) => i == line - 1 ? changed : l));
    }

    private sealed class Study
    {
        private readonly List<string> _missed = [];

        public int Tried { get; private set; }

        public List<string> Misplaced { get; } = [];

        public double Rate => 1 - (double)_missed.Count / Tried;

        public void Add(string what, Compilation compilation, int line, int column, int length, string meant)
        {
            Tried++;
            var here = compilation.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error && d.Span == new SourceSpan("spec.yaml", line, column, line, column + length));
            if (here is null) Misplaced.Add($"{what}: {DiagnosticText.Render(compilation.Diagnostics)}");
            else if (!Suggests(here, meant)) _missed.Add($"{what} ({here.Hint ?? here.Message})");
        }

        public void Report(ITestOutputHelper output, string what) => output.WriteLine($"{what}: {Rate:P1} of {Tried} understood; not: {string.Join("; ", _missed.Take(40))}");

        public override string ToString() => $"{Rate:P1} of {Tried}; not: {string.Join("\n", _missed.Take(60))}";

        // A view or a metric may be suggested without the source or the stage before it.
        private static bool Suggests(Diagnostic said, string meant) =>
            said.Hint?.Contains($"did you mean '{meant}'") == true || said.Hint?.Contains($"did you mean '{meant[(meant.IndexOf('.') + 1)..]}'") == true
            || (meant.IndexOf('.') is > 0 and var dot && said.Hint?.Contains($"did you mean '{meant[..dot]}'") == true);
    }
}
