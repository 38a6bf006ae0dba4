using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// What a node is, as the text that its key is the hash of. No name of a stage, an arm, a model or a data source is in it. The text is canonical JSON,
/// its keys written in their order; most of it is shared with other nodes and put together only when it is asked for.
/// </summary>
/// <param name="spec">The stage.</param>
/// <param name="inputs">Its fields (<see cref="StageInputs"/>).</param>
/// <param name="model">Its model (<see cref="ModelContent"/>), or null where a parent's key stands for it.</param>
/// <param name="data">Its data (<see cref="ViewContent"/>).</param>
/// <param name="seed">Its seed as JSON.</param>
/// <param name="parents">What it reads, by role.</param>
internal sealed class NodeContent(StageSpec spec, string inputs, string? model, string data, string seed, IReadOnlyDictionary<string, string> parents)
{
    private const int LanguageVersion = 1;

    /// <summary>In the order of the alphabet.</summary>
    private static readonly string[] Roles = [ParentRoles.Features, ParentRoles.From, ParentRoles.Reference, ParentRoles.VisionTower];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>The node's key.</summary>
    public string Hash()
    {
        var bytes = _buffer ??= new ArrayBufferWriter<byte>(4096);
        bytes.ResetWrittenCount();
        Write(bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, digest);
        return CanonicalJson.Hex(digest);
    }

    public override string ToString()
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private void Write(ArrayBufferWriter<byte> to)
    {
        var kind = StageKinds.All[spec.Kind];
        Put(to, "{\"data\":", data, ",\"inputs\":", inputs, ",\"kind\":\"", kind.Name, "\",\"language\":", Number(LanguageVersion), ",\"model\":", model ?? "null", ",\"parents\":{");
        int written = 0;
        foreach (var role in Roles)
        {
            if (!parents.TryGetValue(role, out var key)) continue;
            Put(to, written++ == 0 ? "\"" : ",\"", role, "\":\"", key, "\"");
        }

        if (written != parents.Count) throw new InvalidOperationException($"a parent has a role that is not listed: {string.Join(", ", parents.Keys)}");
        Put(to, "},\"seed\":", seed, ",\"version\":", Number(kind.Version), "}");
    }

    private static void Put(ArrayBufferWriter<byte> to, params ReadOnlySpan<string> pieces)
    {
        foreach (var piece in pieces) Encoding.UTF8.GetBytes(piece, to);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
