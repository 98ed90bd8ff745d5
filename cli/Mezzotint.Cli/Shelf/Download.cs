using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Shelf;

/// <summary>A file from the web, which goes on where it was cut off: in this call, or in a later one.</summary>
/// <remarks>
/// What came so far lies in <c>.part</c>; <c>.etag</c> beside it has the strong validator of RFC 9110 by which a server
/// knows that its file is still the same (If-Range). Without one, or when it changed, the file comes from its start.
/// </remarks>
sealed class Download : IDisposable
{
    const int RedirectsMax = 5;
    const int TriesMax = 6;

    static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    readonly Uri _address;
    readonly string _path;
    readonly Action<double, string> _report;
    readonly HttpClient _client = new(new SocketsHttpHandler
    {
        MaxAutomaticRedirections = RedirectsMax,
        ConnectTimeout = SilenceLimit,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // a large file takes its time; silence is bounded
    };

    /// <param name="address">Where it is, by http or https; redirects are followed, but from https to http.</param>
    /// <param name="path">Where it shall lie.</param>
    /// <param name="report">Hears how much is there, 0 to 1, and what is done.</param>
    public Download(Uri address, string path, Action<double, string> report) =>
        (_address, _path, _report) = (address, path, report);

    string Part => _path + ".part";

    string Tag => _path + ".etag";

    /// <summary>Fetches what is missing.</summary>
    /// <exception cref="CheckpointException">It is a pickle, by its name or its first bytes.</exception>
    /// <exception cref="InputException">The server does not give the file, or breaks off again and again.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ForeignFormat.RefusePickle(Path.GetFileName(_address.AbsolutePath), []);
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await TryAsync(cancellation))
                    break;
            }
            catch (Exception error) when (IsBreak(error, cancellation))
            {
                if (tries == TriesMax)
                    throw new InputException($"{_address} broke off {TriesMax} times: {error.Message} "
                        + "Run the command again to go on from there.", error);
            }
            await Task.Delay(BetweenTries * tries, cancellation);
        }
        File.Move(Part, _path, overwrite: true);
        File.Delete(Tag);
    }

    public void Dispose() => _client.Dispose();

    static bool IsBreak(Exception error, CancellationToken cancellation) =>
        error is HttpRequestException or HttpIOException or IOException { InnerException: SocketException }
        || error is OperationCanceledException && !cancellation.IsCancellationRequested;

    /// <returns>Whether the file is whole now.</returns>
    async Task<bool> TryAsync(CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(SilenceLimit);
        var have = File.Exists(Part) && File.Exists(Tag) ? new FileInfo(Part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(
                EntityTagHeaderValue.Parse(await File.ReadAllTextAsync(Tag, silence.Token)));
        }
        using var answer =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        var range = answer.Content.Headers.ContentRange;
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (range?.Length == have)
                return true; // it was whole, and the end came before it had its name
            File.Delete(Tag); // another file than before: from the start
            return false;
        }
        if ((int)answer.StatusCode >= 500)
            throw new HttpRequestException($"It answered {(int)answer.StatusCode}.");
        if (!answer.IsSuccessStatusCode)
            throw new InputException($"{_address} answered {(int)answer.StatusCode} {answer.ReasonPhrase}: check the "
                + "address, and whether the file needs a log-in.");
        var isRest = answer.StatusCode == HttpStatusCode.PartialContent && range?.From == have;
        await SaveAsync(answer, isRest ? have : 0, silence);
        return true;
    }

    async Task SaveAsync(HttpResponseMessage answer, long have, CancellationTokenSource silence)
    {
        if (answer.Headers.ETag is { IsWeak: false } tag)
            await File.WriteAllTextAsync(Tag, tag.ToString(), silence.Token);
        else
            File.Delete(Tag);
        var whole = have + answer.Content.Headers.ContentLength;
        await using var file = new FileStream(Part, FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(have);
        file.Position = have;
        await using var body = await answer.Content.ReadAsStreamAsync(silence.Token);
        var buffer = new byte[1 << 20];
        for (int count; (count = await body.ReadAsync(buffer, silence.Token)) > 0;)
        {
            if (file.Position == 0)
                Look(buffer.AsSpan(0, count));
            await file.WriteAsync(buffer.AsMemory(0, count), silence.Token);
            silence.CancelAfter(SilenceLimit);
            _report(file.Length / (double)(whole ?? long.MaxValue), $"{file.Length >> 20:N0} MB");
        }
        file.Flush(flushToDisk: true);
        if (whole is { } length && file.Length != length)
            throw new HttpRequestException($"{file.Length:N0} of {length:N0} bytes came.");
    }

    /// <summary>What begins as a pickle is not fetched to its end.</summary>
    void Look(ReadOnlySpan<byte> start)
    {
        try
        {
            ForeignFormat.RefusePickle(Path.GetFileName(_address.AbsolutePath), start);
        }
        catch (CheckpointException)
        {
            File.Delete(Part);
            File.Delete(Tag);
            throw;
        }
    }
}
