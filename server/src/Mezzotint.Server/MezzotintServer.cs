using System.Text.Json.Serialization;
using Mezzotint.Catalogue;
using Mezzotint.Queue;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Images;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Monitoring;
using Mezzotint.Server.Problems;
using Mezzotint.Server.WorkerApi;
using Mezzotint.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
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
        if (!Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
            throw new ServerException(
                $"'{options.PublicAddress}' is no address of the web: write --public-url https://NAME.");
        var catalogue = CatalogueFile.Read(options.Preset);
        var folder = DataFolder.Open(options.DataFolder);
        await using var held = folder.Lock();
        await File.WriteAllTextAsync(folder.Preset, CatalogueFile.FullName(options.Preset), cancellation);
        await using var database = await Database.OpenAsync(folder, options.ConnectionString, cancellation);
        await using var app = Build(options, catalogue, folder, database);
        using var telemetry = Telemetry.Start();
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

    static WebApplication Build(
        ServerOptions options, OfferCatalogue catalogue, DataFolder folder, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(database.Source);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(catalogue);
        AddSlices(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        var app = builder.Build();
        app.UseProblems();
        MapSlices(app);
        return app;
    }

    static void AddSlices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Accounts.Accounts>();
        services.AddSingleton<ApiKeys.ApiKeys>();
        services.AddSingleton<PlanCredits>();
        services.AddSingleton<LocalWorkerKey>();
        services.AddSingleton<FolderBlobs>();
        services.AddSingleton<Jobs>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<Workers>();
        services.AddSingleton<Generations.Generations>();
        services.AddSingleton<CreateGeneration>();
        services.AddSingleton<CompleteJob>();
        services.AddSingleton<PrometheusText>();
        services.AddSingleton<QueueGauges>();
        services.AddHostedService<ReclaimLeases>();
        services.AddHostedService<KeepCredits>();
        services.AddHostedService<WorkerSupervisor>();
        AccountSlices.Add(services);
        services.AddSingleton<ApiKeys.CreateApiKey>();
        services.AddSingleton<WelcomeCredits>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Postman>();
        services.AddSingleton<WorkspaceRemoval>();
        services.AddSingleton<CreateWorkspace>();
        services.AddSingleton<ChangeMember>();
        services.AddSingleton<InviteMember>();
        services.AddSingleton<AcceptInvitation>();
        services.AddHostedService<SendMail>();
        services.AddHostedService<ForgetOld>();
        services.AddHostedService<WarnLowBalance>();
    }

    static void MapSlices(WebApplication app)
    {
        Health.Map(app);
        ReadMetrics.Map(app);
        CreateGeneration.Map(app);
        ReadGeneration.Map(app);
        CancelGeneration.Map(app);
        ReadImageContent.Map(app);
        RegisterWorkers.Map(app);
        ClaimJobs.Map(app);
        HeartbeatJob.Map(app);
        CompleteJob.Map(app);
        FailJob.Map(app);
        ReleaseJob.Map(app);
        AccountSlices.Map(app);
        ApiKeys.CreateApiKey.Map(app);
        ApiKeys.ListApiKeys.Map(app);
        ApiKeys.ChangeApiKey.Map(app);
        CreateWorkspace.Map(app);
        ListWorkspaces.Map(app);
        ChangeWorkspace.Map(app);
        ListMembers.Map(app);
        ChangeMember.Map(app);
        InviteMember.Map(app);
        ListInvitations.Map(app);
        AcceptInvitation.Map(app);
    }
}
