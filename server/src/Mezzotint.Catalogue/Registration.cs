using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Who may join, and what a newcomer gets.</summary>
public sealed record Registration
{
    /// <summary>Who may join: anybody, those who were invited, those an admin approves, or nobody.</summary>
    public RegistrationPolicy Policy { get; init; } = RegistrationPolicy.Open;

    /// <summary>Whether an address must be confirmed before the first picture.</summary>
    public bool ConfirmEmail { get; init; } = true;

    /// <summary>The plan that a new workspace has.</summary>
    [Reference(typeof(Plan))]
    public required string Plan { get; init; }

    /// <summary>Credits given once to each new person, besides the plan's.</summary>
    [Items(0, 16)]
    public IReadOnlyList<FreeCredits> FreeCredits { get; init; } = [];
}
