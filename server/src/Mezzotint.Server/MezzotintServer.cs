using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server;

/// <summary>The HTTP server: its table of contents.</summary>
public static class MezzotintServer
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="started">Called with the address once requests are answered.</param>
    /// <param name="cancellation">Stops: no new requests, those under way are finished.</param>
    /// <exception cref="ServerException">It cannot start; the message says why and what to do.</exception>
    public static async Task RunAsync(ServerOptions options, Action<string> started, CancellationToken cancellation)
    {
        var folder = DataFolder.Open(options.DataFolder);
        await using var held = folder.Lock();
        await using var database = await Database.OpenAsync(folder, options.ConnectionString, cancellation);
        await using var app = Build(options, folder, database);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new ServerException(
                $"The address {options.Url} cannot be used: {error.Message} Choose another with --urls.", error);
        }
        started(app.Urls.First());
        var ended = new TaskCompletionSource();
        await using (cancellation.Register(ended.SetResult))
            await ended.Task;
        await app.StopAsync(CancellationToken.None);
    }

    static WebApplication Build(ServerOptions options, DataFolder folder, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(database.Source);
        builder.Services.AddSingleton<Accounts.Accounts>();
        builder.Services.AddSingleton<ApiKeys.ApiKeys>();
        var app = builder.Build();
        Health.Map(app);
        return app;
    }
}
