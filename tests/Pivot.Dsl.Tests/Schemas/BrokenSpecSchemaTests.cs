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
        ("PVT213", "the time zones that exist"),
        ("PVT3..", "references between parts, and what arms and sweeps come to; a path whose key does not exist is refused nevertheless"),
        ("PVT4..", "files, devices"),
        ("PVT5..", "scripts"),
    ];

    /// <summary>Specs with a mistake of shape that cannot be seen from their own file.</summary>
    private static readonly Dictionary<string, string> InAnotherFile = new()
    {
        ["key-of-other-kind.yaml"] = "the stage's kind is written in the file it extends",
        ["mistake-in-base.yaml"] = "the misspelt key is in the file it extends",
    };

    [Fact]
    public void Every_mistake_of_shape_is_refused()
    {
        int refused = 0, refusedBesides = 0, left = 0;
        foreach (var file in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var codes = ExperimentCompiler.Compile(file, [], null).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code).Distinct().ToList();
            var isOfShape = codes.Exists(code => !Array.Exists(Unknowable, u => Regex.IsMatch(code, $"^{u.Codes}$"))) && !InAnotherFile.ContainsKey(name);
            var isRefused = IsRefused(File.ReadAllText(file));
            Assert.True(isRefused || !isOfShape, $"{name} ({string.Join(", ", codes)}) is accepted");
            Assert.False(isRefused && InAnotherFile.ContainsKey(name), $"{name} is refused after all; take it off the list");
            if (isOfShape) refused++;
            else if (isRefused) refusedBesides++;
            else left++;
        }

        Assert.Equal((18, 9, 23), (refused, refusedBesides, left));
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
