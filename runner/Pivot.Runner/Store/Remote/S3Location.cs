namespace Pivot.Runner.Store.Remote;

/// <summary>Where a store in object storage lies: <c>s3://bucket/prefix</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What all its objects' names begin with; empty, or ended by <c>/</c>.</param>
public sealed record S3Location(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Whether a store's name means object storage.</summary>
    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>s3://bucket</c> or <c>s3://bucket/prefix</c>.</summary>
    /// <exception cref="HostException">It is neither.</exception>
    public static S3Location Parse(string text)
    {
        var parts = text[Scheme.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        // What stands before an @ would be a secret: it is refused, and not said again.
        if (parts.Length == 0 || parts.Any(p => p is "." or "..") || parts[0].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')))
            throw new HostException("a store in object storage is named s3://BUCKET or s3://BUCKET/PREFIX; endpoint, region and credentials come from the environment (AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)");
        return new S3Location(parts[0], string.Concat(parts.Skip(1).Select(p => p + "/")));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}".TrimEnd('/');
}
