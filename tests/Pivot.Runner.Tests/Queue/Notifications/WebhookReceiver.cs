using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Pivot.Runner.Tests.Queue.Notifications;

/// <summary>A receiver of webhooks on loopback that keeps what it gets. What it answers, and what it does before and after, is the test's.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<JsonElement> _messages = [];

    public WebhookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>An address with a secret in its path, as Slack's have.</summary>
    public string Address => $"http://127.0.0.1:{Port}/services/{Secret}";

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

    public void Dispose() => _listener.Close();

    private void Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(_listener.GetContext());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The sender is dead, or the test is over.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var message = JsonDocument.Parse(context.Request.InputStream).RootElement;
        lock (_messages)
        {
            _messages.Add(message);
            Keys.Add(context.Request.Headers["Idempotency-Key"]!);
        }
        if (!Before(message))
        {
            context.Response.Abort();
            return;
        }
        context.Response.StatusCode = Status;
        context.Response.Close();
        After(message);
    }
}
