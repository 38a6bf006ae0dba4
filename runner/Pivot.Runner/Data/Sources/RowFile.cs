using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Pivot.Runner.Data.Sources;

/// <summary>A file of rows, open for reading at any place. Thread-safe. The handle lives as long as the rows that are read through it.</summary>
internal sealed class RowFile
{
    /// <summary>Longest row that is read, in bytes: more is no row but a file without line breaks.</summary>
    public const int MostRowBytes = 64 << 20;

    private readonly SafeFileHandle _handle;

    /// <param name="path">The file.</param>
    /// <param name="number">Its number among the files of an index.</param>
    /// <exception cref="DataException">It is missing or may not be read.</exception>
    public RowFile(string path, int number = 0)
    {
        (Path, Number) = (path, number);
        try
        {
            _handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: no such file", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({problem.Message})", problem);
        }
    }

    public string Path { get; }

    public int Number { get; }

    /// <summary>Bytes from a place on into the buffer; fewer at the file's end.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(_handle, buffer[read..], offset + read) is > 0 and var got) read += got;
        return read;
    }

    /// <summary>The row at a place.</summary>
    /// <exception cref="DataException">It is no JSON object, or the file has become shorter.</exception>
    public AnnotationRow Row(RowPlace place)
    {
        var rented = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            var bytes = rented.AsSpan(0, place.Length);
            if (Read(bytes, place.Offset) < place.Length) throw new DataException($"{Path}:{place.Line}: the file has become shorter since its rows were counted");
            return Parse(bytes, place.Line);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private AnnotationRow Parse(ReadOnlySpan<byte> bytes, int line)
    {
        if (!Utf8.IsValid(bytes)) throw new DataException($"{Path}:{line}: the row is not UTF-8 text; save the file as UTF-8");
        if (!Surrogates.AreWhole(bytes)) throw new DataException($"{Path}:{line}: the row holds one half of a pair of \\u escapes (a broken emoji or sign); write both or neither");
        JsonElement json;
        try
        {
            json = JsonElement.Parse(bytes);
        }
        catch (JsonException problem)
        {
            throw new DataException($"{Path}:{line + problem.LineNumber}: not valid JSON at column {problem.BytePositionInLine + 1}{(problem.LineNumber == 0 ? " of the row" : "")} ({Reason(problem)})", problem);
        }
        return json.ValueKind == JsonValueKind.Object
            ? new AnnotationRow(Path, line, json)
            : throw new DataException($"{Path}:{line}: a row must be an object, found {AnnotationRow.Kind(json)}");
    }

    private static string Reason(JsonException problem)
    {
        var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? problem.Message : problem.Message[..end]).TrimEnd('.');
    }
}
