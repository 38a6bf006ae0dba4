using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Pivot.Runner.Store.Remote;

/// <summary>How a process gets at object storage: endpoint, region and credentials. No record, so that nothing prints its secret.</summary>
/// <param name="variable">Value of a variable of the environment, null where it is not set.</param>
public sealed class S3Access(Func<string, string?> variable)
{
    private const string StandardRegion = "us-east-1";

    /// <summary>What the environment says; nothing else is looked at, no file and no service of the machine.</summary>
    public static S3Access OfEnvironment { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The endpoint for a message: nothing but scheme, host and port, whatever else was written.</summary>
    public string Shown => Endpoint is not { } text ? "amazonaws.com"
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Host}:{uri.Port}" : "the endpoint of AWS_ENDPOINT_URL_S3";

    private string? Endpoint => Variable("AWS_ENDPOINT_URL_S3") ?? Variable("AWS_ENDPOINT_URL");

    /// <summary>A client.</summary>
    /// <exception cref="HostException">There are no credentials, or the endpoint is no address.</exception>
    public AmazonS3Client Client()
    {
        if (Variable("AWS_ACCESS_KEY_ID") is not { } id || Variable("AWS_SECRET_ACCESS_KEY") is not { } secret)
            throw new HostException("the store is in object storage, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set");
        AWSCredentials credentials = Variable("AWS_SESSION_TOKEN") is { } token ? new SessionAWSCredentials(id, secret, token) : new BasicAWSCredentials(id, secret);
        var settings = new AmazonS3Config
        {
            MaxErrorRetry = 4,
            RetryMode = RequestRetryMode.Standard,
            // A request carries at most one part (S3Bucket); what takes longer than this hangs.
            Timeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Newer checksums in trailers are unknown to many a compatible server, and every file's SHA-256 is in a manifest of ours.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        var region = Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? StandardRegion;
        if (Endpoint is { } endpoint)
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
                throw new HostException("AWS_ENDPOINT_URL_S3 (or AWS_ENDPOINT_URL) must be an address such as https://s3.example.org:9000, without a user in it");
            (settings.ServiceURL, settings.ForcePathStyle, settings.AuthenticationRegion) = (endpoint, true, region);
        }
        else
        {
            settings.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        return new AmazonS3Client(credentials, settings);
    }

    private string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
