using System.Text;
using System.Text.Json;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// Rows of a JSON array or of JSON lines, one at a time: neither form is ever held as objects in whole. Which of the two it is, the first
/// character says.
/// </summary>
internal static class AnnotationFile
{
    /// <summary>
    /// The rows, each with what is wrong with it instead where it is no JSON object. Lines after a broken one are still read; a broken array
    /// ends there.
    /// </summary>
    /// <exception cref="DataException">The file is missing or cannot be read.</exception>
    public static IEnumerable<(AnnotationRow? Row, DataException? Problem)> Read(string path)
    {
        if (!File.Exists(path)) throw new DataException($"{path}: no such file");
        return IsArray(path) ? ReadArray(path) : ReadLines(path);
    }

    /// <summary>Rows made into samples.</summary>
    /// <exception cref="DataException">The first thing that is wrong, or that there are no rows.</exception>
    public static IReadOnlyList<T> Load<T>(string path, int? limit, Func<AnnotationRow, T> parse)
    {
        var samples = new List<T>();
        foreach (var (row, problem) in Read(path).Take(limit ?? int.MaxValue))
            samples.Add(problem is null ? parse(row!) : throw problem);
        return samples.Count > 0 ? samples : throw new DataException($"{path}: the file holds no rows");
    }

    private static bool IsArray(string path)
    {
        using var reader = new StreamReader(path);
        int c;
        while ((c = reader.Read()) >= 0 && char.IsWhiteSpace((char)c)) { }
        return c == '[';
    }

    private static IEnumerable<(AnnotationRow?, DataException?)> ReadLines(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        for (var line = 1; reader.ReadLine() is { } text; line++)
            if (!string.IsNullOrWhiteSpace(text)) yield return ParseLine(path, line, text);
    }

    private static (AnnotationRow?, DataException?) ParseLine(string path, int line, string text)
    {
        try
        {
            return Row(path, line, JsonElement.Parse(text));
        }
        catch (JsonException problem)
        {
            return (null, new DataException(
                $"{path}:{line}: not valid JSON at column {problem.BytePositionInLine + 1} ({Reason(problem)}); one whole object a line is expected", problem));
        }
    }

    private static (AnnotationRow?, DataException?) Row(string path, int line, JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? (new AnnotationRow(path, line, json), null)
        : (null, new DataException($"{path}:{line}: a row must be an object, found {AnnotationRow.Kind(json)}"));

    private static IEnumerable<(AnnotationRow?, DataException?)> ReadArray(string path)
    {
        if (new FileInfo(path).Length > Array.MaxLength)
            throw new DataException($"{path}: a JSON array of more than 2 GB cannot be read; write it as JSON lines, one row a line");
        var cursor = new ArrayCursor(path, File.ReadAllBytes(path));
        while (cursor.Next(out var row)) yield return row;
    }

    private static string Reason(JsonException problem)
    {
        var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? problem.Message : problem.Message[..end]).TrimEnd('.');
    }

    /// <summary>Goes through the bytes of an array element by element and counts lines.</summary>
    private sealed class ArrayCursor(string path, byte[] bytes)
    {
        private int _at = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        private int _counted;
        private int _line = 1;
        private JsonReaderState _state;
        private bool _done;

        public bool Next(out (AnnotationRow?, DataException?) row)
        {
            row = default;
            if (_done) return false;
            var reader = new Utf8JsonReader(bytes.AsSpan(_at), isFinalBlock: true, _state);
            try
            {
                do
                {
                    if (!reader.Read()) return !(_done = true);
                }
                while (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray);
                if (reader is { TokenType: JsonTokenType.EndArray, CurrentDepth: 0 })
                {
                    reader.Read(); // anything after the array is an error
                    return !(_done = true);
                }
                var line = LineOf(_at + (int)reader.TokenStartIndex);
                row = Row(path, line, JsonElement.ParseValue(ref reader));
            }
            catch (JsonException problem)
            {
                _done = true;
                row = (null, new DataException($"{path}:{problem.LineNumber + 1}: not valid JSON at column {problem.BytePositionInLine + 1} ({Reason(problem)})", problem));
                return true;
            }
            _at += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            return true;
        }

        private int LineOf(int offset)
        {
            _line += bytes.AsSpan(_counted, offset - _counted).Count((byte)'\n');
            _counted = offset;
            return _line;
        }
    }
}
