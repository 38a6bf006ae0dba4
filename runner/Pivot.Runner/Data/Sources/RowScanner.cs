using System.Buffers;
using System.Text;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// Finds where the rows of a file begin and end, in one pass through a buffer: lines, or the elements of a JSON array, which the first
/// character tells. Neither is parsed, so a file of any size costs no memory.
/// </summary>
internal sealed class RowScanner
{
    private const int BufferBytes = 1 << 20;
    private static readonly SearchValues<byte> Nesting = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create("\",]{}["u8);
    private static readonly SearchValues<byte> EndOfText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n"u8);

    private readonly RowFile _file;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly bool _isArray;
    private long _bufferAt; // place in the file of the buffer's first byte
    private int _filled;
    private int _at; // next byte of the buffer
    private int _line = 1;
    private long _lineAt; // place in the file of the line's first byte
    private int _linesCounted; // bytes of the buffer whose line breaks are counted
    private bool _begun;
    private bool _done;

    /// <param name="file">The file; it is read from its start.</param>
    public RowScanner(RowFile file)
    {
        _file = file;
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith(Encoding.UTF8.Preamble)) _at = Encoding.UTF8.Preamble.Length;
        var start = _at;
        _isArray = SkipBlank() && _buffer[_at] == '[';
        if (_isArray) _at++;
        else if (_bufferAt == 0) _at = start;
    }

    /// <summary>The next row's place; false at the end.</summary>
    /// <exception cref="DataException">The array is broken here, or a row is longer than <see cref="RowFile.MostRowBytes"/>. Nothing after it is found.</exception>
    public bool Next(out RowPlace place)
    {
        place = default;
        if (_done) return false;
        try
        {
            if (_isArray ? NextElement(out place) : NextLine(out place)) return true;
            _done = true;
            return false;
        }
        catch (DataException)
        {
            _done = true;
            throw;
        }
    }

    private long Position => _bufferAt + _at;

    private bool NextLine(out RowPlace place)
    {
        place = default;
        while (_at < _filled || Fill())
        {
            var (from, line, blank) = (Position, LineHere(), true);
            var ended = false;
            while (!ended && (_at < _filled || Fill()))
            {
                var rest = _buffer.AsSpan(_at, _filled - _at);
                var end = rest.IndexOf((byte)'\n');
                ended = end >= 0;
                var part = ended ? rest[..end] : rest;
                blank &= part.IndexOfAnyExcept(Blank) < 0;
                _at += part.Length + (ended ? 1 : 0);
                if (!blank) Place(from, line);
            }
            if (blank) continue;
            var row = Place(from, line);
            place = ended ? new RowPlace(_file.Number, from, row.Length - 1, line) : row; // without the line break
            return true;
        }
        return false;
    }

    private bool NextElement(out RowPlace place)
    {
        place = default;
        if (!SkipBlank()) throw Broken("the array is not closed with ]");
        if (_begun && _buffer[_at] == ',')
        {
            _at++;
            if (!SkipBlank()) throw Broken("the array is not closed with ]");
            if (_buffer[_at] is (byte)']' or (byte)',') throw Broken("a row must follow the comma");
        }
        else if (_buffer[_at] == ']')
        {
            _at++;
            return SkipBlank() ? throw Broken("nothing may follow the array") : false;
        }
        else if (_begun) throw Broken("a comma or ] must follow a row");
        else if (_buffer[_at] == ',') throw Broken("a row must stand before the comma");
        _begun = true;
        var (from, line) = (Position, LineHere());
        SkipElement(from, line);
        place = Place(from, line);
        return true;
    }

    private void SkipElement(long from, int line)
    {
        var depth = 0;
        while (true)
        {
            if (!SkipTo(depth > 0 ? Nesting : EndOfScalar, from, line)) throw new DataException($"{_file.Path}:{line}: not valid JSON: the file ends within this row");
            switch (_buffer[_at])
            {
                case (byte)'"':
                    _at++;
                    SkipText(from, line);
                    break;
                case (byte)'{' or (byte)'[':
                    _at++;
                    depth++;
                    break;
                case (byte)',': // only looked for outside of the row's brackets
                    return;
                default:
                    if (depth == 0) return; // the array's own end
                    _at++;
                    depth--;
                    break;
            }
            if (depth == 0 && _buffer[_at - 1] is (byte)'}' or (byte)']') return;
        }
    }

    private void SkipText(long from, int line)
    {
        while (SkipTo(EndOfText, from, line))
        {
            if (_buffer[_at++] == '"') return;
            if (_at == _filled && !Fill()) break;
            _at++;
        }
        throw new DataException($"{_file.Path}:{line}: not valid JSON: the file ends within this row");
    }

    /// <summary>Goes to the next of some bytes; false at the file's end.</summary>
    private bool SkipTo(SearchValues<byte> wanted, long from, int line)
    {
        while (_at < _filled || Fill())
        {
            var found = _buffer.AsSpan(_at, _filled - _at).IndexOfAny(wanted);
            _at = found < 0 ? _filled : _at + found;
            if (Position - from > RowFile.MostRowBytes) Place(from, line); // throws
            if (found >= 0) return true;
        }
        return false;
    }

    private bool SkipBlank()
    {
        while (_at < _filled || Fill())
        {
            var found = _buffer.AsSpan(_at, _filled - _at).IndexOfAnyExcept(Blank);
            _at = found < 0 ? _filled : _at + found;
            if (found >= 0) return true;
        }
        return false;
    }

    private bool Fill()
    {
        CountLines(_filled);
        _bufferAt += _filled;
        _filled = _file.Read(_buffer, _bufferAt);
        (_at, _linesCounted) = (0, 0);
        return _filled > 0;
    }

    private int LineHere()
    {
        CountLines(_at);
        return _line;
    }

    private void CountLines(int to)
    {
        var part = _buffer.AsSpan(_linesCounted, to - _linesCounted);
        _line += part.Count((byte)'\n');
        if (part.LastIndexOf((byte)'\n') is >= 0 and var last) _lineAt = _bufferAt + _linesCounted + last + 1;
        _linesCounted = to;
    }

    private RowPlace Place(long from, int line)
    {
        var length = Position - from;
        return length <= RowFile.MostRowBytes
            ? new RowPlace(_file.Number, from, (int)length, line)
            : throw new DataException($"{_file.Path}:{line}: a row of more than {RowFile.MostRowBytes >> 20} MB; rows are the lines of the file, or the elements of one JSON array");
    }

    private DataException Broken(string why)
    {
        var line = LineHere();
        return new DataException($"{_file.Path}:{line}: not valid JSON at column {Position - _lineAt + 1}: {why}");
    }
}
