using System.Text;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>
/// Rows of a file of cells between tabs or commas, one at a time and in UTF-8, quoted as RFC 4180 has it
/// (https://www.rfc-editor.org/rfc/rfc4180) and as Python's csv and pandas read it: a cell that begins with <c>"</c> may hold delimiters and line
/// breaks, <c>""</c> in it is one mark, and what follows its end is taken as it is. Lines end with LF, CR LF or CR; empty ones are passed over.
/// </summary>
internal sealed class DelimitedFile : IDisposable
{
    /// <summary>Most bytes of a row: base64 images of a benchmark are below one megabyte.</summary>
    public const int MostRowBytes = 64 << 20;

    /// <summary>Most cells of a row.</summary>
    public const int MostCells = 10_000;

    private const int End = -1;

    private readonly string _path;
    private readonly byte _delimiter;
    private readonly FileStream _stream;
    private readonly byte[] _block = new byte[1 << 16];
    private int _at;
    private int _filled;
    private long _blockStart;
    private int _line = 1;

    private DelimitedFile(string path, char delimiter)
    {
        (_path, _delimiter) = (path, (byte)delimiter);
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (Peek() == 0xEF && _filled >= 3 && _block.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble)) _at = 3;
    }

    private long Position => _blockStart + _at;

    /// <summary>The rows. A row's bytes are its own and may be kept.</summary>
    /// <exception cref="DataException">The file is missing, a quote is not closed, or a row is longer than any real one.</exception>
    public static IEnumerable<DelimitedRow> Read(string path, char delimiter)
    {
        if (!File.Exists(path)) throw new DataException($"{path}: no such file");
        using var file = new DelimitedFile(path, delimiter);
        while (file.Next() is { } row) yield return row;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private DelimitedRow? Next()
    {
        while (Peek() is '\n' or '\r') LineBreak();
        if (Peek() == End) return null;
        var line = _line;
        var bytes = new MemoryStream();
        var cells = new List<DelimitedCell>();
        do
        {
            if (cells.Count == MostCells) throw Error(line, $"the row has more than {MostCells:#,0} cells; is this the right delimiter?");
            var (start, first) = (Position, (int)bytes.Length);
            Cell(bytes, line);
            cells.Add(new DelimitedCell(first, (int)bytes.Length - first, start, Position - start));
        }
        while (Delimiter());
        if (Peek() != End) LineBreak();
        return new DelimitedRow(_path, line, bytes.ToArray(), cells);
    }

    private void Cell(MemoryStream bytes, int line)
    {
        if (Peek() == '"') Quoted(bytes, line);
        while (Peek() is var b && b != End && b != _delimiter && b is not ('\n' or '\r')) Take(bytes, line);
    }

    private void Quoted(MemoryStream bytes, int line)
    {
        var opened = _line;
        _at++;
        while (true)
        {
            switch (Peek())
            {
                case End:
                    throw Error(opened, "a quoted cell begins here and never ends; close it with \", and write \"\" for a quote inside one");
                case '"':
                    _at++;
                    if (Peek() != '"') return;
                    break;
                case '\n':
                    _line++;
                    break;
            }
            Take(bytes, line);
        }
    }

    private void Take(MemoryStream bytes, int line)
    {
        if (bytes.Length == MostRowBytes) throw Error(line, $"the row is longer than {MostRowBytes >> 20} MiB; is a quote not closed, or the image not a picture of usual size?");
        bytes.WriteByte(_block[_at++]);
    }

    private bool Delimiter()
    {
        if (Peek() != _delimiter) return false;
        _at++;
        return true;
    }

    private void LineBreak()
    {
        var first = _block[_at++];
        _line++;
        if (first == '\r' && Peek() == '\n') _at++;
    }

    private int Peek()
    {
        if (_at < _filled) return _block[_at];
        _blockStart += _filled;
        (_at, _filled) = (0, _stream.Read(_block));
        return _filled == 0 ? End : _block[0];
    }

    private DataException Error(int line, string what) => new($"{_path}:{line}: {what}");
}
