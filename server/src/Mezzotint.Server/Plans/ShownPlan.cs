using System.Text.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Plans;

namespace Mezzotint.Server.Plans;

/// <summary>A plan of the catalogue as the API shows it.</summary>
static class ShownPlan
{
    public static OfferedPlan Of(Plan plan) => new()
    {
        Key = plan.Key,
        Title = plan.Title,
        Price = plan.Price,
        Billings = [.. plan.Billings.Select(billing =>
            new PlanBilling(billing.Key, billing.Price, Word(plan.SpeedClassOf(billing.Key))))],
        Credits = [.. plan.Grants.Select(grant => new PlanCredit(
            grant.Wallet, Generations.Generations.InCredits(grant.Millicredits), Word(grant.Cycle), grant.Billing,
            grant.RollOver))],
        Entitlements = Of(plan.Entitlements),
    };

    /// <summary>A word of the catalogue's, as its file has it.</summary>
    public static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    static PlanEntitlements Of(Entitlements has) => new()
    {
        Parallel = has.Parallel,
        WaitingJobs = has.WaitingJobs.Most,
        ImagesPerRequest = has.ImagesPerRequest.Most,
        SpeedClass = Word(has.SpeedClass),
        RequestsPerMinute = has.RequestsPerMinute.Most,
        Models = [.. has.Models.Select(access => new PlanModelAccess(access.Tag, Word(access.Access), access.PerDay))],
        Parameters = Word(has.Parameters),
        LargestSidePixels = has.LargestSidePixels,
        LargestPixels = has.LargestPixels,
        StepsMax = has.StepsMax,
        Visibility = Word(has.Visibility),
        CommercialUse = has.CommercialUse,
        StorageBytes = has.StorageBytes.Most,
        DaysKept = has.DaysKept.Most,
        Trainings = [.. has.Trainings.Select(training =>
            new PlanTraining(training.Count, Word(training.Cycle), training.Billing))],
        TrainingImagesMax = has.TrainingImagesMax,
        Seats = has.Seats.Most,
        ApiAccess = has.ApiAccess,
        SupportText = has.SupportText,
        Extras = has.Extras,
    };
}
