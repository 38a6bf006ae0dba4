namespace Pivot.Runner.Data.Images;

/// <summary>Parts of an array as one stream, without a copy: a PNG's data lies in several chunks.</summary>
internal sealed class ByteRanges(byte[] bytes, IReadOnlyList<Range> parts) : Stream
{
    private int _part;
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_part < parts.Count)
        {
            var (start, length) = parts[_part].GetOffsetAndLength(bytes.Length);
            var count = Math.Min(length - _at, buffer.Length);
            bytes.AsSpan(start + _at, count).CopyTo(buffer);
            _at += count;
            if (count > 0 || buffer.Length == 0) return count;
            (_part, _at) = (_part + 1, 0);
        }
        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
