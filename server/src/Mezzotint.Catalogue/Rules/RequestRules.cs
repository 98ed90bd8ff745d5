using System.Text.Json;

namespace Mezzotint.Catalogue.Rules;

/// <summary>What a plan says about a request for images: each limit stands here once.</summary>
static class RequestRules
{
    /// <summary>The rules, in the order in which refusals are told: first what no wait mends.</summary>
    static readonly PlanRule<AskedImages>[] Rules =
    [
        new(RefusalCodes.ApiNotInPlan, Api),
        new(RefusalCodes.ModelNotInPlan, ModelAccess),
        new(RefusalCodes.ImagesPerRequest, Images),
        new(RefusalCodes.SizeTooSmall, SmallSize),
        new(RefusalCodes.SizeTooLarge, LargeSize),
        new(RefusalCodes.StepsTooMany, Steps),
        new(RefusalCodes.ParameterNotInPlan, Parameters),
        new(RefusalCodes.VisibilityNotInPlan, Seen),
        new(RefusalCodes.StorageFull, Storage),
        new(RefusalCodes.DailyModelLimit, ImagesToday, IsMomentary: true),
        new(RefusalCodes.WaitingJobs, Waiting, IsMomentary: true),
        new(RefusalCodes.RequestsPerMinute, Requests, IsMomentary: true),
    ];

    public static Verdict Judge(OfferCatalogue catalogue, Plan plan, ImageRequest request, Usage usage)
    {
        if (Availability.Refuse(catalogue, request) is { } refusal)
            return new Verdict.Refused([refusal]);
        var model = request.Model is { } key ? catalogue.FindModel(key) : null;
        return Verdict.Of(
        [
            .. AddOnRules.Judge(catalogue, plan, request),
            .. PlanRule<AskedImages>.Judge(catalogue, Rules, plan, new AskedImages(catalogue, request, usage, model)),
        ]);
    }

    static string? Api(Plan plan, AskedImages asked) =>
        asked.Request.IsFromApi && !plan.Entitlements.ApiAccess ? "does not include the API" : null;

    static string? ModelAccess(Plan plan, AskedImages asked) =>
        asked.Model is { } model && plan.AccessTo(model).Access == Access.Deny
            ? $"does not include {model.Title}" : null;

    static string? Images(Plan plan, AskedImages asked) =>
        plan.Entitlements.ImagesPerRequest.Allows(asked.Request.Count) ? null
            : $"makes at most {plan.Entitlements.ImagesPerRequest} images a request, "
                + $"{asked.Request.Count:N0} were asked for";

    static string? SmallSize(Plan plan, AskedImages asked)
    {
        var request = asked.Request;
        var least = asked.Catalogue.Sizes.SmallestSidePixels;
        return request.Pixels == 0 || Math.Min(request.WidthPixels, request.HeightPixels) >= least ? null
            : $"makes images with sides of at least {least} pixels, "
                + $"{request.WidthPixels} x {request.HeightPixels} were asked for";
    }

    static string? LargeSize(Plan plan, AskedImages asked)
    {
        var (request, most) = (asked.Request, plan.Entitlements);
        return Math.Max(request.WidthPixels, request.HeightPixels) <= most.LargestSidePixels
            && request.Pixels <= most.LargestPixels ? null
            : $"makes images of at most {most.LargestSidePixels:N0} pixels a side and {most.LargestPixels:N0} in all, "
                + $"{request.WidthPixels} x {request.HeightPixels} were asked for";
    }

    static string? Steps(Plan plan, AskedImages asked) =>
        asked.Request.Steps <= plan.Entitlements.StepsMax ? null
            : $"makes at most {plan.Entitlements.StepsMax:N0} steps, {asked.Request.Steps:N0} were asked for";

    static string? Parameters(Plan plan, AskedImages asked)
    {
        var tier = plan.Entitlements.Parameters;
        var higher = asked.Request.Parameters.Where(parameter => ParameterTiers.Of(parameter) > tier).ToArray();
        return higher.Length == 0 ? null
            : $"has the parameters of the tier {Word(tier)}, without {string.Join(", ", higher.Select(Word))}";
    }

    static string? Seen(Plan plan, AskedImages asked) =>
        asked.Request.Visibility is { } wanted ? PictureRules.Seen(plan, wanted) : null;

    static string? Storage(Plan plan, AskedImages asked) => PictureRules.Room(plan, asked.Usage.StorageBytes);

    static string? ImagesToday(Plan plan, AskedImages asked) =>
        asked.Model is { } model && plan.AccessTo(model) is { PerDay: { } most }
        && asked.Usage.ImagesTodayWithModel + (long)asked.Request.Count > most
            ? $"makes at most {most:N0} images a day with {model.Title}, {asked.Usage.ImagesTodayWithModel:N0} were "
                + $"made today and {asked.Request.Count:N0} were asked for" : null;

    static string? Waiting(Plan plan, AskedImages asked) =>
        plan.Entitlements.WaitingJobs.Allows(asked.Usage.WaitingJobs + (long)asked.Request.Count) ? null
            : $"lets {plan.Entitlements.WaitingJobs} images wait, {asked.Usage.WaitingJobs:N0} do and "
                + $"{asked.Request.Count:N0} were asked for";

    static string? Requests(Plan plan, AskedImages asked) =>
        plan.Entitlements.RequestsPerMinute.Allows(asked.Usage.RequestsLastMinute + 1L) ? null
            : $"has {plan.Entitlements.RequestsPerMinute} requests a minute";

    static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
