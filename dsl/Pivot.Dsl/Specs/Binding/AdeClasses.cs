using System.Globalization;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Names of ADE20K's classes out of the list that goes with it (https://github.com/CSAILVision/sceneparsing), <c>objectInfo150.csv</c> or <c>.txt</c>.</summary>
internal static class AdeClasses
{
    /// <summary>What pixels of value 0 are.</summary>
    public const string Other = "other";

    private const int MostBytes = 1 << 20;

    /// <summary>Classes of the scene parsing benchmark (CVPR 2017), which objectInfo150 is named after.</summary>
    private const int Published = 150;

    /// <summary>The names by a mask's value, <see cref="Other"/> first unless it is left out; of several words for a class the first that no other class has.</summary>
    public static IReadOnlyList<string> Find(string root, bool withoutOther, SourceSpan span, string path, out Diagnostic? problem)
    {
        Diagnostic Problem(string message) => new(DiagnosticCodes.ClassFile, Severity.Error, span, path, message,
            "put objectInfo150.csv of https://github.com/CSAILVision/sceneparsing there, or write classes: [other, wall, ...]");
        problem = null;
        // A folder that is not there is what the look at the data tells of; how many classes it will have is known.
        if (!Directory.Exists(root)) return [.. Enumerable.Range(withoutOther ? 1 : 0, withoutOther ? Published : Published + 1).Select(i => i == 0 ? Other : $"class {i}")];
        var file = new[] { "objectInfo150.csv", "objectInfo150.txt" }.Select(name => Path.Combine(root, name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            problem = Problem($"{root} has no objectInfo150.csv or objectInfo150.txt, which name the classes");
            return [];
        }

        try
        {
            if (new FileInfo(file).Length > MostBytes) problem = Problem($"{file} has more than {MostBytes >> 20} MiB, which no list of class names has");
            else if (Read(file) is { } names) return withoutOther ? [.. names.Skip(1)] : names;
            else problem = Problem($"{file} is not a list of classes: the first line names columns, the last of them Name, and a line a class follows whose first value counts from 1 to at most 255");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = Problem($"cannot read {file}: {e.Message}");
        }

        return [];
    }

    private static IReadOnlyList<string>? Read(string file)
    {
        var separator = file.EndsWith(".csv", StringComparison.Ordinal) ? ',' : '\t';
        var rows = File.ReadLines(file).Where(l => l.Trim().Length > 0).Select(l => l.Trim().Split(separator)).ToList();
        if (rows.Count is < 2 or > FolderViews.MostClasses || rows[0][^1].Trim().Trim('"') != "Name") return null;
        var words = new List<string[]> { new[] { Other } };
        foreach (var row in rows.Skip(1))
        {
            var own = row[^1].Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(w => w.Trim('"')).Where(w => w.Length > 0).ToArray();
            if (own.Length == 0 || row[0].Trim() != words.Count.ToString(CultureInfo.InvariantCulture)) return null;
            words.Add(own);
        }

        var names = new List<string>();
        foreach (var own in words)
        {
            var name = own.FirstOrDefault(w => !names.Contains(w)) ?? own[0];
            names.Add(names.Contains(name) ? $"{name} {names.Count}" : name);
        }

        return names;
    }
}
