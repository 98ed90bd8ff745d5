using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Worker;

/// <summary>The worker's side of the server's worker API. Every call waits out a server that is away.</summary>
sealed class ServerConnection : IDisposable
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    readonly HttpClient _http;

    public ServerConnection(WorkerOptions options)
    {
        _http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(100) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
    }

    /// <summary>Says that the worker is there.</summary>
    /// <exception cref="WorkerException">The key is not good, or another process has this identity.</exception>
    public async Task RegisterAsync(RegisterWorker worker, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Post, "api/worker/v1/workers") { Content = JsonContent.Create(worker) }, cancellation);
        if (answer.StatusCode == HttpStatusCode.Conflict)
            throw new WorkerException(
                $"Another process already works as '{worker.Name}': stop it, or use another name.");
    }

    /// <summary>A job, or the reason why there is none.</summary>
    public async Task<ClaimAnswer> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Post, "api/worker/v1/claims") { Content = JsonContent.Create(request) }, cancellation);
        return (await answer.Content.ReadFromJsonAsync<ClaimAnswer>(cancellation))!;
    }

    /// <summary>Renews a lease and tells how far the job is.</summary>
    public async Task<HeartbeatAnswer> HeartbeatAsync(Guid job, Heartbeat beat, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Post, $"api/worker/v1/jobs/{job}/heartbeat") { Content = JsonContent.Create(beat) },
            cancellation);
        return (await answer.Content.ReadFromJsonAsync<HeartbeatAnswer>(cancellation))!;
    }

    /// <summary>Shows what a job looks like so far; a lease that was lost changes nothing.</summary>
    public async Task ShowAsync(Guid job, Guid lease, byte[] preview, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => new(
            HttpMethod.Put, $"api/worker/v1/jobs/{job}/preview?leaseToken={lease}")
        { Content = Picture(preview, PreviewFile.MediaType) }, cancellation);
    }

    /// <summary>A file that a job starts from; null where the lease was lost, or the file with it.</summary>
    public async Task<byte[]?> FetchAsync(Guid job, Guid lease, string name, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Get, $"api/worker/v1/jobs/{job}/inputs/{name}?leaseToken={lease}"), cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(cancellation) : null;
    }

    /// <summary>Delivers a picture; a lease that was lost changes nothing.</summary>
    /// <returns>Whether the server took it; false where it has no room to store it.</returns>
    public async Task<bool> CompleteAsync(Guid job, Guid lease, PaintedPicture picture, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"api/worker/v1/jobs/{job}/image?leaseToken={lease}"
            + $"&width={picture.Width}&height={picture.Height}&seconds={picture.Seconds:0.###}");
        using var answer = await SendAsync(
            () => new(HttpMethod.Put, address) { Content = Picture(picture.File, picture.MediaType) }, cancellation);
        return answer.StatusCode != HttpStatusCode.InsufficientStorage;
    }

    /// <summary>Says that a job cannot be done.</summary>
    public async Task FailAsync(Guid job, JobFailure failure, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Post, $"api/worker/v1/jobs/{job}/failure") { Content = JsonContent.Create(failure) },
            cancellation);
    }

    /// <summary>Hands a job back undone: the worker is stopping.</summary>
    public async Task ReleaseAsync(Guid job, Guid lease, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            () => new(HttpMethod.Delete, $"api/worker/v1/jobs/{job}/lease?leaseToken={lease}"), cancellation);
    }

    public void Dispose() => _http.Dispose();

    static ByteArrayContent Picture(byte[] file, string mediaType) =>
        new(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    /// <summary>Sends until there is an answer that another try would not change.</summary>
    async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                using var request = make();
                var answer = await _http.SendAsync(request, cancellation);
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw new WorkerException($"{_http.BaseAddress} does not take this key for a worker's: "
                        + "make one with the scope 'worker'.");
                if ((int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.InsufficientStorage)
                    return answer;
                answer.Dispose();
            }
            catch (HttpRequestException)
            {
                // The server is away: it may be restarting.
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // It did not answer in time.
            }
            await Task.Delay(pause, cancellation);
        }
    }
}
