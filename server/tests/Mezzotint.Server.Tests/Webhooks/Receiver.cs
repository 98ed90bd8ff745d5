using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Tests.Webhooks;

/// <summary>A receiver of webhooks: it keeps what it gets, and answers as it is told.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;

    Receiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.First()}/hooks";

    public ConcurrentQueue<Message> Messages { get; } = [];

    /// <summary>The statuses of the answers to come; after them 200.</summary>
    public ConcurrentQueue<int> Statuses { get; } = [];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Messages.Enqueue(new Message(context.Request.Path, await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase)));
        context.Response.StatusCode = Statuses.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        context.Response.Headers.Location = "/elsewhere";
        await context.Response.WriteAsync($"answer {Messages.Count}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public sealed record Message(string Path, string Body, Dictionary<string, string> Headers);
}
