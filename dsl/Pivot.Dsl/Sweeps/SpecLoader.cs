using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads a spec file and what it extends.</summary>
internal sealed class SpecLoader
{
    private const string ExtendsKey = "extends";
    private const int MaxBytes = 4 * YamlReader.MaxLength;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly DiagnosticBag _bag;
    private readonly bool _relativeNames;
    private readonly List<(string Path, string Name)> _open = [];

    private SpecLoader(DiagnosticBag bag, bool relativeNames) => (_bag, _relativeNames) = (bag, relativeNames);

    /// <summary>The merged top map without its <c>extends</c>, or null when a file cannot be read; what is wrong is in the bag.</summary>
    public static MapNode? Load(string file, DiagnosticBag bag)
    {
        var loader = new SpecLoader(bag, !Path.IsPathRooted(file));
        return loader.Load(Path.GetFullPath(file), file, new SourceSpan(file, 1, 1, 1, 1), "");
    }

    /// <summary>The same for a text that is in no file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What its mistakes are reported under.</param>
    /// <param name="folder">Where relative paths in it start.</param>
    /// <param name="bag">Receives what is wrong.</param>
    public static MapNode? Parse(string text, string name, string folder, DiagnosticBag bag) =>
        new SpecLoader(bag, relativeNames: true).Read(text, name, new SourceText(name, Path.GetFullPath(folder)));

    private MapNode? Load(string path, string name, SourceSpan asked, string askedPath)
    {
        if (_open.Exists(o => o.Path == path))
        {
            var circle = string.Join(" -> ", _open.SkipWhile(o => o.Path != path).Select(o => o.Name).Append(name));
            _bag.Error(DiagnosticCodes.ExtendsCycle, asked, askedPath, $"these files extend each other in a circle: {circle}", "remove one 'extends'");
            return null;
        }

        return ReadText(path, name, asked, askedPath) is { } text ? Read(text, path, new SourceText(name, Path.GetDirectoryName(path)!)) : null;
    }

    private MapNode? Read(string text, string path, SourceText source)
    {
        var name = source.Name;
        _bag.AddText(name, text);
        int before = _bag.Count;
        var root = YamlReader.Read(text, source, _bag);
        if (root is not MapNode map)
        {
            if (_bag.Count > before) return null; // told already why there is no map
            var found = root is null || root.IsNull ? "it is empty" : $"its top is {root.Describe()}";
            _bag.Error(DiagnosticCodes.NotAnExperiment, root?.Span ?? new(name, 1, 1, 1, 1), "", $"a spec is a map of 'pivot', 'name', 'data', 'models', 'stages'; {found}");
            return null;
        }

        if (map.Find(ExtendsKey) is not { } extends) return map;
        _open.Add((path, name));
        var merged = Extend(map.Without(ExtendsKey), extends);
        _open.RemoveAt(_open.Count - 1);
        return merged;
    }

    private MapNode? Extend(MapNode map, MapEntry extends)
    {
        if (extends.Value is BrokenNode) return null; // what it brings cannot be called missing
        if (extends.Value is not ScalarNode scalar || (!scalar.IsNull && scalar.Value.Length == 0))
        {
            _bag.Error(DiagnosticCodes.WrongType, extends.Value.Span, ExtendsKey, $"'extends' must be the path of one file, found {extends.Value.Describe()}");
            return null;
        }

        if (scalar.IsNull) return map;
        if (scalar.HasReferences)
        {
            _bag.Error(DiagnosticCodes.Interpolation, scalar.Span, ExtendsKey, "'extends' cannot hold '${...}': it is read before anything is put in", "write the path out");
            return null;
        }

        var path = PathReader.Absolute(scalar.Value, scalar.Source.Folder);
        var name = _relativeNames ? Path.GetRelativePath(Environment.CurrentDirectory, path) : path;
        if (!_open.Exists(o => o.Path == path)) _bag.AddExtends(name, scalar.Span);
        var under = Load(path, name, scalar.Span, ExtendsKey);
        if (under is not null) ReferenceMerge.Check(under, map, Language.Experiment, "", _bag);
        return under is null ? null : NodeMerge.Merge(under, map, Language.Experiment);
    }

    private string? ReadText(string path, string name, SourceSpan asked, string askedPath)
    {
        string Why(Exception e) => e switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            DecoderFallbackException => "it is not UTF-8 text",
            UnauthorizedAccessException when Directory.Exists(path) => "it is a folder",
            _ => e.Message,
        };
        try
        {
            using var file = File.OpenRead(path);
            long size = file.CanSeek ? file.Length : 0; // a device has neither length nor end
            var bytes = new byte[size is > 0 and < MaxBytes ? size + 1 : MaxBytes + 1];
            int length = size > MaxBytes ? bytes.Length : file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= MaxBytes) return StrictUtf8.GetString(bytes, 0, length).TrimStart('\ufeff');
            _bag.Error(DiagnosticCodes.Unreadable, asked, askedPath, $"{name} has more than {MaxBytes} bytes, which no spec has");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException or NotSupportedException)
        {
            _bag.Error(DiagnosticCodes.Unreadable, asked, askedPath, $"cannot read {name}: {Why(e)}");
        }

        return null;
    }
}
