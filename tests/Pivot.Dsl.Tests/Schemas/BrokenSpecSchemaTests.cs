using System.Text.RegularExpressions;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Schemas;
using YamlDotNet.Core;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>Of the broken specs the schema refuses every one whose mistake is one of shape.</summary>
public class BrokenSpecSchemaTests
{
    private static readonly string Folder = Path.Combine(GoldenFile.Folder(), "../Diagnostics/Broken");
    private static readonly SchemaEvaluator Schema = SchemaEvaluator.Of(ExperimentSchema.Write());

    /// <summary>Codes of mistakes that no schema can know, and why.</summary>
    private static readonly (string Codes, string Why)[] Unknowable =
    [
        ("PVT1..", "the text itself, other files, variables: a schema sees one value that was read"),
        ("PVT206", "a relation between two values"),
        ("PVT212", "what may stand in a field of cron; that there are five is asked"),
        ("PVT213", "the time zones that exist"),
        ("PVT3..", "references between parts, and what arms and sweeps come to; a path whose key does not exist is refused nevertheless"),
        ("PVT4..", "files, devices"),
        ("PVT5..", "scripts"),
    ];

    /// <summary>Specs whose mistake of shape cannot be seen where it is told, and why. What is told of another file is not asked of this one.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["key-of-other-kind.yaml"] = "the stage's kind is written in the file it extends",
        ["sweep-condition-of-a-map.yaml"] = "what is a map is written elsewhere in the spec",
        ["sweep-condition-outside.yaml"] = "whether a condition is about what its own part varies",
        ["sweep-point-of-an-arm.yaml"] = "the stage's kind is that of an arm",
        ["sweep-random-draws.yaml"] = "the values are drawn",
        ["sweep-random-empty.yaml"] = "how many points a plan takes on",
        ["vars-unquoted.yaml"] = "it is not YAML",
        ["vars-wrong-value.yaml"] = "the wrong values are written in variables",
    };

    [Fact]
    public void Every_mistake_of_shape_is_refused()
    {
        int refused = 0, refusedBesides = 0, left = 0;
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var text = File.ReadAllText(file);
            bool extends = text.StartsWith("extends:", StringComparison.Ordinal) || text.Contains("\nextends:", StringComparison.Ordinal); // then what is missing here may be there
            var codes = ExperimentCompiler.Compile(file, [], null).Diagnostics.Where(d => d.Severity == Severity.Error && d.Span.File == file && !(extends && d.Code == DiagnosticCodes.MissingKey)).Select(d => d.Code).Distinct().ToList();
            // What is not YAML, or not that of the language, is read by no editor as the compiler reads it.
            bool isRead = !codes.Exists(code => Regex.IsMatch(code, "^PVT1(0[0-9]|10)$"));
            var isOfShape = isRead && codes.Exists(code => !Array.Exists(Unknowable, u => Regex.IsMatch(code, $"^{u.Codes}$"))) && !Elsewhere.ContainsKey(name);
            var isRefused = IsRefused(text);
            if (isOfShape && !isRefused) wrong.Add($"{name} ({string.Join(", ", codes)}) is accepted");
            if (isRefused && Elsewhere.ContainsKey(name)) wrong.Add($"{name} is refused after all; take it off the list");
            if (isOfShape) refused++;
            else if (isRefused) refusedBesides++;
            else left++;
        }

        Assert.Empty(wrong);
        Assert.Equal((78, 16, 86), (refused, refusedBesides, left));
    }

    private static bool IsRefused(string yaml)
    {
        try
        {
            return Schema.Errors(YamlInstance.Read(yaml)).Count > 0;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or InvalidCastException)
        {
            return false; // not YAML, or a key that is no text: there is nothing to hold against a schema
        }
    }
}
