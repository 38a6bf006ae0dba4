using System.Text.RegularExpressions;
using Pivot.Runner.Cli;

namespace Pivot.Runner.Tests;

/// <summary>The arrows between the runner's folders, read from its sources.</summary>
public sealed partial class LayeringTests
{
    /// <summary>What each layer may name. A name ending in a type allows that type alone.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cli"] = ["Preflight", "Dashboard", "Queue", "Execution", "Reports", "Explaining", "Scripts", "Store", "Stages.StageCatalog", "Stages.CheckpointInspector", "Stages.StageException", "Stages.Folders", "Data.Sources", "Data.Scenes"],
        ["Explaining"] = ["Store"],
        ["Preflight"] = ["Execution", "Store", "Data.Sources"],
        ["Scripts"] = ["Store"],
        ["Dashboard"] = ["Queue", "Execution", "Reports", "Store"],
        ["Queue"] = ["Execution", "Reports", "Store"],
        ["Execution"] = ["Stages", "Store", "Data.DataException"],
        ["Stages"] = ["Training", "Evaluation", "Models", "Data", "Store"],
        ["Training"] = ["Models", "Data"],
        ["Evaluation"] = ["Models", "Data"],
        ["Reports"] = ["Store", "Evaluation.Statistics"],
        ["Models"] = ["Data"],
        ["Data"] = [],
        ["Store"] = [],
    };

    private static readonly string[] WithoutSpecs = ["Models", "Data", "Training", "Evaluation"];
    // From a view to its rows, and from a row's faults to what a spec says is done with them.
    private static readonly string[] SpecReaders =
    [
        "Data/Sources/DataInspector.cs", "Data/Sources/DataViews.cs", "Data/Sources/SceneCounts.cs", "Data/Sources/ViewTexts.cs", "Data/Sources/ProblemList.cs", "Data/Sources/FieldRows.cs",
        "Data/Sources/InspectedRows.cs", "Data/Sources/AnnotationFile.cs", "Data/Sources/RowLoading.cs", "Data/Sources/RowGate.cs", "Data/Sources/Mixtures/MixtureRowSet.cs", "Data/Sources/Mmpr/MmprRowSet.cs",
    ];

    private static readonly string Root = Path.Combine(FindRepository(), "runner", "Pivot.Runner");

    private static readonly (string Path, string Text, string Code)[] Files = Directory
        .EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Select(f => (Path: Path.GetRelativePath(Root, f).Replace('\\', '/'), Text: File.ReadAllText(f)))
        .Where(f => !f.Path.StartsWith("bin/") && !f.Path.StartsWith("obj/"))
        .Select(f => (f.Path, f.Text, Code: CommentsAndStrings().Replace(f.Text, m => m.Value[0] == '/' ? " " : "\"\"")))
        .OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();

    [Fact]
    public void The_sources_were_found()
    {
        Assert.True(Files.Length > 40, $"read {Files.Length} files under {Root}");
        Assert.Contains(Files, f => f.Path == "Store/ArtifactStore.cs");
    }

    [Fact]
    public void Layers_name_only_what_lies_below_them()
    {
        var known = KnownNames();
        Assert.True(known.Count > 40, $"{known.Count} names");
        var wrong = Files.Where(f => f.Path.Contains('/')).SelectMany(f => Names(f.Code, known)
            .Where(name => Layer(f.Path) is var layer && name.Split('.')[0] != layer && !Allowed[layer].Any(a => name == a || name.StartsWith(a + ".")))
            .Select(name => $"{f.Path} names {name}"));
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_folder_is_a_known_layer() =>
        Assert.Empty(Files.Where(f => f.Path.Contains('/')).Select(f => Layer(f.Path)).Distinct().Except(Allowed.Keys));

    [Fact]
    public void Only_Queue_names_Hangfire()
    {
        Assert.Contains(Files, f => f.Path.StartsWith("Queue/") && f.Code.Contains("using Hangfire"));
        Assert.Empty(Files.Where(f => !f.Path.StartsWith("Queue/") && Regex.IsMatch(f.Code, @"\bHangfire\b")).Select(f => f.Path));
    }

    [Fact]
    public void Models_data_training_and_evaluation_know_nothing_of_specs() =>
        Assert.Empty(Files.Where(f => WithoutSpecs.Contains(Layer(f.Path)) && !SpecReaders.Contains(f.Path) && Regex.IsMatch(f.Code, @"\bPivot\.Dsl\b|\bDsl\."))
            .Select(f => f.Path));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.DoesNotContain(Files.Select(f => (f.Path, Lines: f.Text.TrimEnd('\n').Split('\n').Length)), f => f.Lines > 300);

    [Fact]
    public void Namespaces_follow_folders()
    {
        var wrong = Files.Select(f => (f.Path, Declared: Namespace().Match(f.Code).Groups[1].Value,
                Expected: "Pivot.Runner" + string.Concat(f.Path.Split('/')[..^1].Select(p => "." + p))))
            .Where(f => f.Path != "Program.cs" && f.Declared != f.Expected);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("using Pivot.Runner.Queue;", "Queue")]
    [InlineData("using static Pivot.Runner.Store.StoreJson;", "Store.StoreJson")]
    [InlineData("var s = new Pivot.Runner.Store.ArtifactStore(x);", "Store.ArtifactStore")]
    [InlineData("catch (Data.DataException) { }", "Data.DataException")]
    public void A_name_is_found_however_it_is_written(string code, string name) => Assert.Equal([name], Names(code, KnownNames()));

    [Theory]
    [InlineData("plan.Store.ArtifactStore.ToString();")]
    [InlineData("var n = Data.Count;")]
    public void A_member_that_is_called_like_a_layer_is_none(string code) => Assert.Empty(Names(code, KnownNames()));

    // "Layer.Name" for every namespace and type declared under the runner, to tell a relative name from a member access.
    private static HashSet<string> KnownNames() =>
        typeof(PivotCommand).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Pivot.Runner.") == true)
            .SelectMany(t => new[] { $"{t.Namespace}.{t.Name.Split('`')[0]}", t.Namespace! })
            .Select(n => n["Pivot.Runner.".Length..]).ToHashSet();

    private static IEnumerable<string> Names(string code, HashSet<string> known) => QualifiedName().Matches(code)
        .Select(m => (Full: m.Groups[1].Success, Name: m.Groups[2].Value)).Where(m => Allowed.ContainsKey(m.Name.Split('.')[0]))
        .Select(m => m.Full ? m.Name : known.Where(k => k.Contains('.') && (m.Name == k || m.Name.StartsWith(k + "."))).MaxBy(k => k.Length))
        .OfType<string>();

    private static string Layer(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivot.Runner.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no Pivot.Runner.sln above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex(""""//[^\n]*|/\*.*?\*/|"""[\s\S]*?"""|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'"""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"(?<![\w.])(?:(?:global::)?(Pivot\.Runner)\.)?([A-Z]\w*(?:\.\w+)*)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
