using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pivot.Runner.Data.Sources.Mixtures;

/// <summary>
/// LLaVA-OneVision's list of files (scripts/train/single_image.yaml of LLaVA-NeXT): <c>datasets: [{ json_path, sampling_strategy }]</c>. Read as
/// a stream of events: neither depth nor anchors of an untrusted file can cost more than its length.
/// </summary>
internal sealed class MixtureFile
{
    private const long MostBytes = 16 << 20;
    private readonly string _path;
    private readonly List<MixtureEntry> _entries = [];
    private readonly List<DataException> _problems = [];

    private MixtureFile(string path) => _path = path;

    /// <summary>The files, and everything that is wrong with the list.</summary>
    /// <exception cref="DataException">The file is missing, too large or no YAML.</exception>
    public static (IReadOnlyList<MixtureEntry> Entries, IReadOnlyList<DataException> Problems) Read(string path)
    {
        var file = new MixtureFile(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) throw new DataException($"{path}: no such file");
            if (info.Length > MostBytes) throw new DataException($"{path}: a list of files has at most {MostBytes >> 20} MB, found {info.Length >> 20} MB");
            using var reader = new StreamReader(path);
            file.Read(new Parser(reader));
        }
        catch (YamlException problem)
        {
            throw new DataException($"{path}:{problem.Start.Line}: not valid YAML at column {problem.Start.Column} ({problem.Message})", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({problem.Message})", problem);
        }
        return (file._entries, file._problems);
    }

    private void Read(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _)) throw Wrong(parser.Current, "expected datasets: with a list of files below it");
        var found = false;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var key) && key.Value == "datasets" && !found)
            {
                found = true;
                Datasets(parser);
                continue;
            }
            _problems.Add(Wrong(key, key is null ? "expected datasets" : key.Value == "datasets" ? "datasets is given twice" : $"unknown key '{key.Value}'; known: datasets"));
            if (key is null) Skip(parser);
            Skip(parser);
        }
        if (!found) _problems.Add(new DataException($"{_path}: no datasets are listed; expected datasets: with a list of files below it"));
        if (!parser.Accept<DocumentEnd>(out _)) throw Wrong(parser.Current, "expected the end of the list");
    }

    private void Datasets(Parser parser)
    {
        if (!parser.TryConsume<SequenceStart>(out _)) throw Wrong(parser.Current, "datasets must be a list of files: - json_path: ...");
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (parser.TryConsume<MappingStart>(out var start)) Entry(parser, start);
            else
            {
                _problems.Add(Wrong(parser.Current, "a dataset must be a map: - json_path: ..."));
                Skip(parser);
            }
        }
    }

    private void Entry(Parser parser, MappingStart start)
    {
        string? path = null;
        var sampling = Sampling.Parse("all")!;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var isKey = parser.TryConsume<Scalar>(out var key);
            if (isKey && key!.Value is "json_path" or "sampling_strategy" && parser.TryConsume<Scalar>(out var value))
            {
                if (key.Value == "json_path") path = value.Value;
                else if (Sampling.Parse(value.Value) is { } read) sampling = read;
                else _problems.Add(Wrong(value, $"unknown sampling_strategy '{value.Value}'; known: {Sampling.Forms}"));
                continue;
            }
            _problems.Add(Wrong(key ?? parser.Current, key?.Value is "json_path" or "sampling_strategy" ? $"{key.Value} must be a word" : $"unknown key '{key?.Value}' of a dataset; known: json_path, sampling_strategy"));
            if (!isKey) Skip(parser);
            Skip(parser);
        }
        if (string.IsNullOrEmpty(path) || path.Contains('\0')) _problems.Add(Wrong(start, "the dataset has no json_path"));
        else _entries.Add(new MixtureEntry((int)start.Start.Line, path, sampling));
    }

    // Not SkipThisAndNestedEvents: what is skipped may be the last there is.
    private static void Skip(Parser parser)
    {
        var depth = 0;
        do
        {
            depth += parser.Current?.NestingIncrease ?? 0;
        }
        while (parser.MoveNext() && depth > 0);
    }

    private DataException Wrong(ParsingEvent? at, string what) => new($"{_path}:{at?.Start.Line ?? 1}: {what}");
}
