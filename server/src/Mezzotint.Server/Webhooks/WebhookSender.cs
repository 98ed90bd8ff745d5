using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Webhooks;

/// <summary>Sends messages to addresses that strangers chose: only out of the house, and never further.</summary>
/// <remarks>
/// A name is resolved when the connection is made, and the connection goes to an address that was looked at: a name
/// that changes between check and use gains nothing. Redirects are not followed, and no proxy is asked.
/// </remarks>
sealed class WebhookSender : IDisposable
{
    const int AnswerBytes = 500;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    readonly HttpClient _client;
    readonly TimeProvider _clock;
    readonly bool _isPrivateAllowed;

    public WebhookSender(ServerOptions options, TimeProvider clock)
    {
        (_clock, _isPrivateAllowed) = (clock, options.AllowPrivateWebhooks);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectLimit,
            PooledConnectionLifetime = ConnectionLife,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Limit,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Mezzotint-Webhooks/1");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends once; whatever the receiver or the way to it does is an answer.</summary>
    public async Task<WebhookAttempt> SendAsync(DueDelivery delivery, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        WebhookAttempt Attempt(int? status, string answer) =>
            new(status, (int)_clock.GetElapsedTime(started).TotalMilliseconds, answer.Replace('\0', ' '));
        try
        {
            using var request = Request(delivery);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
            using var response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Attempt((int)response.StatusCode, await StartAsync(response, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Attempt(null, $"There was no answer within {Limit.TotalSeconds} seconds.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Attempt(null, error.InnerException?.Message ?? error.Message);
        }
    }

    HttpRequestMessage Request(DueDelivery delivery)
    {
        var id = delivery.Id.ToString();
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(id, timestamp, delivery.Body,
            delivery.PreviousSecret is { } previous ? [delivery.Secret, previous] : [delivery.Secret]));
        return request;
    }

    static async Task<string> StartAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var bytes = new byte[AnswerBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var all = await Dns.GetHostAddressesAsync(host, cancellation);
        var open = all.Where(address => _isPrivateAllowed || PublicAddress.Is(address)).ToArray();
        if (open.Length == 0)
            throw new IOException($"'{host}' is at {string.Join(", ", all.AsEnumerable())}, which is not on the "
                + "internet: webhooks are sent only there, unless the operator allows private addresses.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
