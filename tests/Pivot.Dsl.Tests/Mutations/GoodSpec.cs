using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>A spec without mistakes, to make mistakes in.</summary>
internal sealed class GoodSpec
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "../../.."));

    private readonly string[] _sets;

    private GoodSpec(string file)
    {
        (Name, Folder) = (Path.GetRelativePath(Root, file), Path.GetDirectoryName(file)!);
        // What a person gives with --set is written out, so that the spec is whole in itself; what it extends still needs it.
        // A few points of a sweep show what two hundred do.
        Text = File.ReadAllText(file).ReplaceLineEndings("\n").Replace("path: null", "path: /data/somewhere").Replace("checkpoint: /towers/siglip, ", "").Replace("[0.5, 1.25]", "[0.5]")
            .Replace("max_new_tokens: [4, 5]", "max_new_tokens: [4]").Replace("depth: [2, 3]", "depth: [2]").Replace("count: 2", "count: 1");
        _sets = Name == "experiments/easy-vqa-probes.yaml" ? ["data.vqa.path=/data/somewhere"] : [];
        var bag = new DiagnosticBag();
        Tree = (MapNode)YamlReader.Read(Text, new SourceText("spec.yaml", Folder), bag)!;
        Places = SpecPlaces.Of(Tree);
        Plan = SpecFile.Plan(Compile(Text));
    }

    public static IReadOnlyList<GoodSpec> All { get; } =
        Directory.GetFiles(Path.Combine(Root, "experiments"), "*.yaml", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(Root, "tests/Pivot.Dsl.FSharp.Tests/Twins"), "*.yaml"))
            .Append(Path.Combine(Root, "tests/Pivot.Dsl.Tests/Plans/three-arms.yaml"))
            .Append(Path.Combine(Root, "tests/Pivot.Dsl.Tests/Mutations/block-style.yaml"))
            .Append(Path.Combine(Root, "tests/Pivot.Dsl.Tests/Diagnostics/every-place.yaml"))
            .Append(Path.Combine(Root, "tests/Pivot.Runner.Tests/EndToEnd/mini.yaml"))
            .Where(file => Path.GetFileName(file) != "base.yaml") // a part that others extend
            .Order(StringComparer.Ordinal).Select(file => new GoodSpec(file)).ToList();

    public string Name { get; }

    public string Folder { get; }

    public string Text { get; }

    public MapNode Tree { get; }

    public SpecPlaces Places { get; }

    public Plan Plan { get; }

    /// <summary>Whether keys that are missing here may stand in the file it extends.</summary>
    public bool Extends => Tree.Find("extends") is not null;

    public Compilation Compile(string text) => ExperimentCompiler.CompileText(text, "spec.yaml", Folder, _sets, null);

    /// <summary>Index of the first character of a span of the text.</summary>
    public int Start(SourceSpan span) => Index(span.Line, span.Column);

    /// <summary>Index just behind a span.</summary>
    public int End(SourceSpan span) => Index(span.EndLine, span.EndColumn);

    private int Index(int line, int column)
    {
        int start = 0;
        for (int i = 1; i < line; i++) start = Text.IndexOf('\n', start) + 1;
        return start + column - 1;
    }
}
