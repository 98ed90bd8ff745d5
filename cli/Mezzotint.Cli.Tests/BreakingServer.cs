using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mezzotint.Cli.Tests;

/// <summary>Gives a file over HTTP, with ranges, and breaks off in the middle as often as it is told to.</summary>
sealed class BreakingServer : IDisposable
{
    readonly HttpListener _listener = new();
    readonly List<string?> _ranges = [];

    public BreakingServer(byte[] file)
    {
        File = file;
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Address = new Uri($"http://127.0.0.1:{port}/weights/Tiny_Model.safetensors");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public byte[] File { get; set; }

    /// <summary>The strong validator of the file.</summary>
    public string Tag { get; set; } = "\"one\"";

    /// <summary>How many answers still break off.</summary>
    public int Breaks { get; set; }

    /// <summary>What each request asked for: its Range, or null.</summary>
    public IReadOnlyList<string?> Ranges => _ranges;

    public void Dispose() => _listener.Close();

    async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return; // the test is over
            }
            await AnswerAsync(context);
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var range = request.Headers["Range"];
        _ranges.Add(range);
        response.Headers["ETag"] = Tag;
        if (request.Url!.AbsolutePath != Address.AbsolutePath)
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }
        var from = 0;
        if (range is not null && request.Headers["If-Range"] == Tag)
        {
            from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            response.StatusCode = from < File.Length ? 206 : 416;
            response.Headers["Content-Range"] = from < File.Length
                ? $"bytes {from}-{File.Length - 1}/{File.Length}" : $"bytes */{File.Length}";
        }
        var rest = File.AsMemory(Math.Min(from, File.Length));
        response.ContentLength64 = rest.Length;
        if (Breaks-- > 0)
        {
            await response.OutputStream.WriteAsync(rest[..(rest.Length / 2)]);
            await response.OutputStream.FlushAsync();
            response.Abort();
            return;
        }
        await response.OutputStream.WriteAsync(rest);
        response.Close();
    }
}
