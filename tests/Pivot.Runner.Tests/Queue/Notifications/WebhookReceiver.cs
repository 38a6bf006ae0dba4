using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pivot.Runner.Tests.Queue.Notifications;

/// <summary>A receiver of webhooks on loopback that keeps what it gets. What it answers, and what it does before and after, is the test's.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<JsonElement> _messages = [];

    public WebhookReceiver()
    {
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>An address with a secret in its path, as Slack's have.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/services/{Secret}";

    public static string Secret => "T0-very-secret-B1";

    /// <summary>Called when a message is whole and before it is answered; false: the connection is broken instead.</summary>
    public Func<JsonElement, bool> Before { get; set; } = _ => true;

    /// <summary>Called when the answer has been given to the network.</summary>
    public Action<JsonElement> After { get; set; } = _ => { };

    public int Status { get; set; } = 200;

    public IReadOnlyList<JsonElement> Messages
    {
        get
        {
            lock (_messages) return [.. _messages];
        }
    }

    public List<string> Keys { get; } = [];

    public void Dispose() => _listener.Stop();

    private void Serve()
    {
        while (true)
        {
            try
            {
                using var client = _listener.AcceptTcpClient();
                Answer(client.GetStream());
            }
            catch (SocketException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The sender is dead.
            }
        }
    }

    private void Answer(NetworkStream stream)
    {
        var headers = Headers(stream);
        var body = new byte[int.Parse(headers["Content-Length"])];
        stream.ReadExactly(body);
        var message = JsonDocument.Parse(body).RootElement;
        lock (_messages)
        {
            _messages.Add(message);
            Keys.Add(headers["Idempotency-Key"]);
        }
        if (!Before(message)) return;
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} Said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        stream.Flush();
        After(message);
    }

    private static Dictionary<string, string> Headers(NetworkStream stream)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            text.Append(stream.ReadByte() is >= 0 and var next ? (char)next : throw new IOException("the sender is gone"));
        return text.ToString().Split("\r\n").Skip(1).Where(l => l.Contains(':')).ToDictionary(l => l.Split(':', 2)[0], l => l.Split(':', 2)[1].Trim(), StringComparer.OrdinalIgnoreCase);
    }
}
