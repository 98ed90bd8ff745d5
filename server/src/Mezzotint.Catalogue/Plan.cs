using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>What a workspace is granted and what it may do.</summary>
public sealed record Plan
{
    /// <summary>Its name in the catalogue and in the API.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>Its price, as pages say it.</summary>
    [Text(1, 120)]
    public required string Price { get; init; }

    /// <summary>The ways to pay for it that differ in what they bring; none where there is one way.</summary>
    [Items(0, 8)]
    public IReadOnlyList<Billing> Billings { get; init; } = [];

    /// <summary>The credits it brings.</summary>
    [Items(0, 32)]
    public IReadOnlyList<PlanGrant> Grants { get; init; } = [];

    /// <summary>What it lets a workspace do.</summary>
    public required Entitlements Entitlements { get; init; }

    /// <summary>The grants of a way to pay: its own and those of every way.</summary>
    /// <param name="billing">A key of <see cref="Billings"/>; null where the plan has none.</param>
    public IEnumerable<PlanGrant> GrantsOf(string? billing) =>
        Grants.Where(grant => grant.Billing is null || grant.Billing == billing);

    /// <summary>The trainings of a way to pay, if it has any.</summary>
    /// <param name="billing">A key of <see cref="Billings"/>; null where the plan has none.</param>
    public TrainingAllowance? TrainingsOf(string? billing) =>
        Entitlements.Trainings.FirstOrDefault(training => training.Billing == billing)
        ?? Entitlements.Trainings.FirstOrDefault(training => training.Billing is null);

    /// <summary>The speed class of a way to pay.</summary>
    /// <param name="billing">A key of <see cref="Billings"/>; null where the plan has none.</param>
    public SpeedClass SpeedClassOf(string? billing) =>
        Billings.FirstOrDefault(way => way.Key == billing)?.SpeedClass ?? Entitlements.SpeedClass;

    /// <summary>What the plan says about a model: of its tags, the strictest word counts.</summary>
    /// <remarks>A tag that the plan does not name is denied: a model is closed until it is opened.</remarks>
    public ModelAccess AccessTo(Model model) => AccessTo(model.Tags);

    /// <summary>Whether the plan has an add-on; limited is allowed, since days are counted by model.</summary>
    public bool Includes(AddOn addOn) => AccessTo(addOn.Tags).Access != Access.Deny;

    ModelAccess AccessTo(IEnumerable<string> tags) => tags
        .Select(tag => Entitlements.Models.FirstOrDefault(access => access.Tag == tag)
            ?? new ModelAccess { Tag = tag, Access = Access.Deny })
        .OrderByDescending(access => access.Access)
        .ThenBy(access => access.PerDay)
        .First();
}
