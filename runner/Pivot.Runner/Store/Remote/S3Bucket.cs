using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Util;
using Amazon.S3;
using Amazon.S3.Model;

namespace Pivot.Runner.Store.Remote;

/// <summary>
/// The objects of one store. The only place that calls the S3 client: names are behind the store's prefix, calls wait for their answer, and
/// what goes wrong is a <see cref="HostException"/> that names the store and no secret.
/// </summary>
/// <param name="location">Bucket and prefix.</param>
/// <param name="access">Endpoint and credentials, not looked at before the first call.</param>
public sealed class S3Bucket(S3Location location, S3Access access)
{
    private const int BlockBytes = 1 << 20;
    private const int Attempts = 3;
    private const int PartsAtOnce = 4;
    private const long PartBytes = 16 << 20;
    // S3 takes 10,000 parts.
    private const long MostParts = 9_000;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private readonly Lazy<AmazonS3Client> _client = new(access.Client);

    /// <summary>Bucket and prefix.</summary>
    public S3Location Location => location;

    /// <summary>Writes a small object.</summary>
    public void Put(string name, byte[] content) => Call(async client => await client.PutObjectAsync(new PutObjectRequest
    {
        BucketName = location.Bucket, Key = Key(name), InputStream = new MemoryStream(content), UseChunkEncoding = false,
    }));

    /// <summary>Writes a file; a large one in parts, and then it is there only when the last part is.</summary>
    public void PutFile(string name, string path)
    {
        var length = new FileInfo(path).Length;
        if (length > PartBytes) Call(client => PutPartsAsync(client, name, path, length));
        else
            Call(async client => await client.PutObjectAsync(new PutObjectRequest { BucketName = location.Bucket, Key = Key(name), FilePath = path, UseChunkEncoding = false }));
    }

    /// <summary>Reads a small object; null where there is none.</summary>
    public byte[]? Get(string name) => Call(async client =>
    {
        using var memory = new MemoryStream();
        return await ReadAsync(client, name, memory, null) ? memory.ToArray() : null;
    });

    /// <summary>Reads an object into a new file and gives its SHA-256; null where there is none.</summary>
    public string? GetFile(string name, string path) => Call(async client =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
                return await ReadAsync(client, name, file, hash) ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException && attempt < Attempts)
            {
                // The client tries a request again, but not a body that breaks off half way.
            }
        }
    });

    /// <summary>Whether there is such an object.</summary>
    public bool Exists(string name) => Call(async client =>
    {
        try
        {
            await client.GetObjectMetadataAsync(location.Bucket, Key(name));
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return false;
        }
    });

    /// <summary>Every object whose name begins so.</summary>
    public IReadOnlyList<StoredObject> List(string prefix) => Call(async client =>
    {
        var found = new List<StoredObject>();
        await foreach (var page in PagesAsync(client, prefix, null))
            found.AddRange((page.S3Objects ?? []).Select(o => new StoredObject(o.Key[location.Prefix.Length..], o.Size ?? 0, (o.LastModified ?? default).ToUniversalTime())));
        return found;
    });

    /// <summary>The names of the folders right below one: the parts between <paramref name="prefix"/> and the next <c>/</c>.</summary>
    public IReadOnlyList<string> Folders(string prefix) => Call(async client =>
    {
        var found = new List<string>();
        await foreach (var page in PagesAsync(client, prefix, "/"))
            found.AddRange((page.CommonPrefixes ?? []).Select(p => p[(location.Prefix.Length + prefix.Length)..].TrimEnd('/')));
        return found;
    });

    /// <summary>Removes objects; those that are not there are no mistake.</summary>
    public void Delete(IEnumerable<string> names)
    {
        foreach (var some in names.Chunk(1000))
            Call(async client => await client.DeleteObjectsAsync(new DeleteObjectsRequest
            {
                BucketName = location.Bucket, Quiet = true, Objects = [.. some.Select(n => new KeyVersion { Key = Key(n) })],
            }));
    }

    /// <summary>Gives up large files that were begun to be written before a time and not ended. Servers that cannot list them keep them.</summary>
    public int AbortParts(DateTime before) => Call(async client =>
    {
        try
        {
            var begun = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = location.Bucket, Prefix = location.Prefix });
            var old = (begun.MultipartUploads ?? []).Where(u => u.Initiated is { } at && at.ToUniversalTime() < before).ToList();
            foreach (var upload in old) await client.AbortMultipartUploadAsync(location.Bucket, upload.Key, upload.UploadId);
            return old.Count;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NotImplemented" || e.StatusCode == HttpStatusCode.NotImplemented)
        {
            return 0;
        }
    });

    private string Key(string name) => location.Prefix + name;

    private async Task<bool> PutPartsAsync(AmazonS3Client client, string name, string path, long length)
    {
        var begun = await client.InitiateMultipartUploadAsync(location.Bucket, Key(name));
        try
        {
            var partBytes = Math.Max(PartBytes, length / MostParts + 1);
            var parts = new PartETag[(length + partBytes - 1) / partBytes];
            await Parallel.ForAsync(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce }, async (i, stop) =>
            {
                var answer = await client.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = location.Bucket, Key = Key(name), UploadId = begun.UploadId, PartNumber = i + 1, UseChunkEncoding = false,
                    FilePath = path, FilePosition = i * partBytes, PartSize = Math.Min(partBytes, length - i * partBytes),
                }, stop);
                parts[i] = new PartETag(i + 1, answer.ETag);
            });
            await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = location.Bucket, Key = Key(name), UploadId = begun.UploadId, PartETags = [.. parts] });
            return true;
        }
        catch (Exception e) when (e is not HostException)
        {
            try
            {
                await client.AbortMultipartUploadAsync(location.Bucket, Key(name), begun.UploadId);
            }
            catch (Exception again) when (again is AmazonClientException or AmazonServiceException or HttpRequestException)
            {
                // What went wrong first is what is told; AbortParts clears up.
            }
            throw;
        }
    }

    private async Task<bool> ReadAsync(AmazonS3Client client, string name, Stream to, IncrementalHash? hash)
    {
        GetObjectResponse answer;
        try
        {
            answer = await client.GetObjectAsync(location.Bucket, Key(name));
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return false;
        }
        // The client compares an MD5 of its own at the end, even when it is closed, and throws as if the network had failed; what is altered is for
        // the manifest to say.
        await using var body = answer.ResponseStream is WrapperStream wrapped ? wrapped.GetNonWrapperBaseStream() : answer.ResponseStream;
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (true)
            {
                // No timeout of the client bounds a body that stops coming.
                using var silence = new CancellationTokenSource(Silence);
                var read = await body.ReadAsync(block.AsMemory(0, BlockBytes), silence.Token);
                if (read == 0) return true;
                hash?.AppendData(block, 0, read);
                await to.WriteAsync(block.AsMemory(0, read), silence.Token);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(AmazonS3Client client, string prefix, string? delimiter)
    {
        string? next = null;
        do
        {
            var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = location.Bucket, Prefix = Key(prefix), Delimiter = delimiter, ContinuationToken = next });
            yield return page;
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    // On a thread of the pool: the caller's may have a context that the continuation would wait for.
    private T Call<T>(Func<AmazonS3Client, Task<T>> call)
    {
        try
        {
            return Task.Run(() => call(_client.Value)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or HttpIOException or OperationCanceledException)
        {
            throw new HostException($"the store {location} at {access.Shown} {Reason(e)}", e);
        }
    }

    // Of a server's answer the code alone: its text is the server's, and may quote the request.
    private static string Reason(Exception e) => e switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => "has no such bucket; it must be made first",
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refused => $"refuses these credentials ({refused.ErrorCode}); look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
        AmazonServiceException { StatusCode: not 0 } answered => $"answers with an error: {(int)answered.StatusCode} {answered.ErrorCode}",
        OperationCanceledException => "does not answer in time",
        _ => $"cannot be reached: {Innermost(e).Message}",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
