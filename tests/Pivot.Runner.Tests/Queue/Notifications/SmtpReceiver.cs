using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace Pivot.Runner.Tests.Queue.Notifications;

/// <summary>A mail server on loopback, as much of one as a sender needs, that keeps what it gets.</summary>
internal sealed class SmtpReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpReceiver()
    {
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Address => $"smtp://mailer:hunter2secret@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}?from=pivot@example.org";

    public List<MimeMessage> Messages { get; } = [];

    /// <summary>The answer to RCPT TO.</summary>
    public string Recipient { get; set; } = "250 ok";

    /// <summary>The answer to AUTH.</summary>
    public string Login { get; set; } = "235 welcome";

    /// <summary>Called when a message is whole and before it is answered; false: the connection is broken instead.</summary>
    public Func<MimeMessage, bool> Before { get; set; } = _ => true;

    public void Dispose() => _listener.Stop();

    private void Serve()
    {
        while (true)
        {
            try
            {
                using var client = _listener.AcceptTcpClient();
                Talk(client);
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

    private void Talk(TcpClient client)
    {
        var stream = client.GetStream();
        var reader = new StreamReader(stream);
        var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        writer.WriteLine("220 test");
        while (reader.ReadLine() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO": writer.WriteLine("250-test\r\n250 AUTH PLAIN"); break;
                case "AUTH": writer.WriteLine(Login); break;
                case "RCPT": writer.WriteLine(Recipient); break;
                case "QUIT": writer.WriteLine("221 bye"); return;
                case "DATA":
                    writer.WriteLine("354 go on");
                    var message = Read(reader);
                    lock (Messages) Messages.Add(message);
                    if (!Before(message)) return;
                    writer.WriteLine("250 taken");
                    break;
                default: writer.WriteLine("250 ok"); break;
            }
        }
    }

    private static MimeMessage Read(StreamReader reader)
    {
        var text = new StringWriter { NewLine = "\r\n" };
        while (reader.ReadLine() is { } line and not ".") text.WriteLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.ToString())));
    }
}
