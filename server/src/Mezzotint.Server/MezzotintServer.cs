using System.Text.Json.Serialization;
using Mezzotint.Queue;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Collections;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Events;
using Mezzotint.Server.Gallery;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Images;
using Mezzotint.Server.ModelLibrary;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Monitoring;
using Mezzotint.Server.OpenApi;
using Mezzotint.Server.Plans;
using Mezzotint.Server.Problems;
using Mezzotint.Server.RateLimits;
using Mezzotint.Server.Studio;
using Mezzotint.Server.Uploads;
using Mezzotint.Server.Webhooks;
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
    /// <summary>What a body may have where its route does not say more.</summary>
    const long BodyBytesMax = 1 << 20;

    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="started">Called with the address once requests are answered.</param>
    /// <param name="cancellation">Stops: no new requests, those under way are finished.</param>
    /// <exception cref="ServerException">It cannot start; the message says why and what to do.</exception>
    public static Task RunAsync(ServerOptions options, Action<string> started, CancellationToken cancellation) =>
        ServeAsync(options, app => started(app.Urls.First()), cancellation);

    /// <summary>The same, for who wants to look at the running server.</summary>
    internal static async Task ServeAsync(
        ServerOptions options, Action<WebApplication> started, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
            throw new ServerException(
                $"'{options.PublicAddress}' is no address of the web: write --public-url https://NAME.");
        var preset = CatalogueFile.Read(options.Preset);
        var branding = options.BrandingFile is { } file ? BrandingFile.Read(file) : null;
        var folder = DataFolder.Open(options.DataFolder);
        await using var held = folder.Lock();
        await using var database = await Database.OpenAsync(folder, options.ConnectionString, cancellation);
        var versions = new CatalogueVersions(database.Source, new AuditLog(TimeProvider.System), TimeProvider.System);
        var (catalogue, isReplaced) = await OpeningCatalogue.ReadAsync(versions, preset, options, cancellation);
        await using var app = Build(options, new CurrentCatalogue(catalogue.Catalogue, branding), folder, database);
        if (isReplaced)
            OpeningCatalogue.LogReplaced(app.Logger, options.Preset);
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
        started(app);
        var ended = new TaskCompletionSource();
        await using (cancellation.Register(ended.SetResult))
            await ended.Task;
        await app.StopAsync(CancellationToken.None);
    }

    static WebApplication Build(
        ServerOptions options, CurrentCatalogue catalogue, DataFolder folder, Database database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = BodyBytesMax);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (options.IsLogJson)
            builder.Logging.ClearProviders().AddJsonConsole(console => console.UseUtcTimestamp = true);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(database.Source);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(catalogue);
        builder.Services.AddSingleton(StudioFiles.Read(options.StudioFolder));
        AddSlices(builder.Services);
        builder.Services.AddApiDocument();
        builder.Services.AddProxies(options.Proxies);
        builder.Services.AddGeneralRate();
        builder.Services.AddCrossOrigin(options.CorsOrigins);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseProblems();
        app.UseStudio();
        app.UseCors();
        app.UseRateLimiter();
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
        services.AddSingleton<BlobCollector>();
        UploadRoutes.Add(services);
        ImageRoutes.Add(services);
        services.AddSingleton<Jobs>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<Workers>();
        services.AddSingleton<Generations.Generations>();
        services.AddSingleton<Placements>();
        services.AddSingleton<Appraisals>();
        services.AddSingleton<Acceptance>();
        services.AddSingleton<Starting>();
        services.AddSingleton<Settling>();
        services.AddSingleton<Cancelling>();
        services.AddSingleton<WaitForGeneration>();
        services.AddSingleton<CreateGeneration>();
        services.AddSingleton<EstimateGeneration>();
        services.AddSingleton<CompleteJob>();
        services.AddSingleton<PrometheusText>();
        services.AddSingleton<QueueGauges>();
        services.AddHostedService<ReclaimLeases>();
        services.AddHostedService<KeepCredits>();
        services.AddHostedService<ExpirePictures>();
        services.AddHostedService<CollectBlobs>();
        AddEvents(services);
        AddOffer(services);
        services.AddHostedService<WorkerSupervisor>();
        AddPeople(services);
    }

    static void AddPeople(IServiceCollection services)
    {
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

    static void AddEvents(IServiceCollection services)
    {
        services.AddSingleton<Wakes>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<ChangeWebhook>();
        services.AddSingleton<TestWebhook>();
        services.AddHostedService<CarryWakes>();
        services.AddHostedService<SendWebhooks>();
        services.AddHostedService<PruneHistory>();
    }

    static void AddOffer(IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ReadCredits>();
        services.AddSingleton<AdjustCredits>();
        services.AddSingleton<CatalogueVersions>();
        services.AddHostedService<FollowCatalogue>();
    }

    static void MapSlices(WebApplication app)
    {
        Health.Map(app);
        ApiDocument.Map(app);
        ReadMetrics.Map(app);
        CreateGeneration.Map(app);
        EstimateGeneration.Map(app);
        ListGenerations.Map(app);
        ListStartPictures.Map(app);
        ReadGeneration.Map(app);
        CancelGeneration.Map(app);
        CancelImage.Map(app);
        UploadRoutes.Map(app);
        ImageRoutes.Map(app);
        CollectionRoutes.Map(app);
        GalleryRoutes.Map(app);
        StreamGenerationEvents.Map(app);
        StreamEvents.Map(app);
        MapWebhooks(app);
        MapOffer(app);
        MapPeople(app);
        RegisterWorkers.Map(app);
        ClaimJobs.Map(app);
        HeartbeatJob.Map(app);
        CompleteJob.Map(app);
        FailJob.Map(app);
        ReleaseJob.Map(app);
        ReadJobInput.Map(app);
        KeepPreview.Map(app);
    }

    static void MapWebhooks(WebApplication app)
    {
        CreateWebhook.Map(app);
        ListWebhooks.Map(app);
        ReadWebhook.Map(app);
        ChangeWebhook.Map(app);
        DeleteWebhook.Map(app);
        RotateWebhookSecret.Map(app);
        TestWebhook.Map(app);
        ListDeliveries.Map(app);
        ReplayDelivery.Map(app);
    }

    static void MapOffer(WebApplication app)
    {
        ReadCredits.Map(app);
        ListTransfers.Map(app);
        ReadUsage.Map(app);
        ListPlans.Map(app);
        ReadPlan.Map(app);
        ListPacks.Map(app);
        ReadSubscription.Map(app);
        ListModels.Map(app);
        ReadModelPicture.Map(app);
        ListAddOns.Map(app);
        ListSamplers.Map(app);
        CountTokens.Map(app);
        AdjustCredits.Map(app);
        ListAuditEntries.Map(app);
        ReadBranding.Map(app);
        ReadPage.Map(app);
        ReadCatalogue.Map(app);
        ReplaceCatalogue.Map(app);
        ListCatalogueVersions.Map(app);
    }

    static void MapPeople(WebApplication app)
    {
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
