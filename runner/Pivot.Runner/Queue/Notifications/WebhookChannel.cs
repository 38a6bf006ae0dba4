using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>Posts messages to the address that <c>PIVOT_WEBHOOK</c> holds, or the file that <c>PIVOT_WEBHOOK_FILE</c> names. The address is a secret: it is in no text of ours.</summary>
/// <param name="variable">The variable's name.</param>
internal sealed class WebhookChannel(string variable = WebhookChannel.Variable) : INotificationChannel, IDisposable
{
    /// <summary>The variable.</summary>
    public const string Variable = "PIVOT_WEBHOOK";

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        // A post that is sent on would become a get, and the message would go somewhere nobody named.
        AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectCallback = ConnectAsync,
    }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public bool IsNamed => SecretVariable.IsNamed(variable);

    /// <inheritdoc/>
    public void Send(NotificationMessage message, string receiver)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address());
        request.Content = new ByteArrayContent(WebhookBody.Of(message)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        request.Headers.UserAgent.ParseAdd("pivot");
        using var patience = new CancellationTokenSource(SendTimes.Longest);
        try
        {
            using var response = _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).GetAwaiter().GetResult();
            if (response.IsSuccessStatusCode) return;
            throw new DeliveryException(DeliveryOutcome.Refused, $"the webhook answers {(int)response.StatusCode} {response.StatusCode}", response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException e)
        {
            throw Told(e);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            throw new DeliveryException(DeliveryOutcome.Uncertain, $"the webhook did not answer within {SendTimes.Longest.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Uri Address()
    {
        string? text;
        try
        {
            text = SecretVariable.Read(variable);
        }
        catch (HostException e)
        {
            throw new DeliveryException(DeliveryOutcome.Refused, e.Message);
        }
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new DeliveryException(DeliveryOutcome.Refused, $"{variable} holds no http or https address");
    }

    // The exception's own words name the host.
    private static DeliveryException Told(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new(DeliveryOutcome.Refused, "the webhook's host is not known"),
        HttpRequestError.ConnectionError => new(DeliveryOutcome.Refused, e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? "nothing listens at the webhook's address" : "the webhook's host cannot be reached"),
        HttpRequestError.SecureConnectionError => new(DeliveryOutcome.Refused, "the webhook's certificate or TLS is not accepted"),
        HttpRequestError.ProxyTunnelError => new(DeliveryOutcome.Refused, "the proxy does not let the webhook be reached"),
        _ => new(DeliveryOutcome.Uncertain, "the connection to the webhook broke before it answered"),
    };

    // A time of its own: that a connection was never made must not be taken for an answer that was lost.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(SendTimes.Longest / 2);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, patience.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
