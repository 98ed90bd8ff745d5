using System.Net.ServerSentEvents;
using System.Text.Json;
using Mezzotint.Contracts.Events;

namespace Mezzotint.Server.Tests.Events;

/// <summary>An open stream of events, read one by one.</summary>
sealed class SentEvents : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly HttpResponseMessage _answer;
    readonly IAsyncEnumerator<SseItem<string>> _items;
    readonly CancellationTokenSource _limit;

    SentEvents(HttpResponseMessage answer, Stream stream, CancellationTokenSource limit)
    {
        (_answer, _limit) = (answer, limit);
        _items = SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);
    }

    public static async Task<SentEvents> OpenAsync(HttpClient client, string path, long? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (after is not null)
            request.Headers.Add("Last-Event-ID", $"{after}");
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new SentEvents(answer, await answer.Content.ReadAsStreamAsync(limit.Token), limit);
    }

    /// <summary>The next event; null where the stream ended.</summary>
    public async Task<GenerationEvent?> NextAsync()
    {
        if (!await _items.MoveNextAsync())
            return null;
        var item = _items.Current;
        var told = JsonSerializer.Deserialize<GenerationEvent>(item.Data, JsonSerializerOptions.Web)!;
        Assert.Equal(item.EventType, told.Type);
        if (told.Id is not null)
            Assert.Equal(item.EventId, $"{told.Id}");
        return told;
    }

    /// <summary>The next event of a type, and all that were before it.</summary>
    public async Task<IReadOnlyList<GenerationEvent>> UntilAsync(string type)
    {
        var told = new List<GenerationEvent>();
        while (told is not [.., { } last] || last.Type != type)
            told.Add(await NextAsync() ?? throw new InvalidOperationException($"The stream ended before {type}."));
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        _answer.Dispose();
        _limit.Dispose();
    }
}
