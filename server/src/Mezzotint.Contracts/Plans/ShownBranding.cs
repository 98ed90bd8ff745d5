namespace Mezzotint.Contracts.Plans;

/// <summary>Under which name and colours the service is seen.</summary>
public sealed record ShownBranding
{
    /// <summary>The service's name, 1 to 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What one credit is called.</summary>
    public required string CreditSingular { get; init; }

    /// <summary>What any other number of credits is called.</summary>
    public required string CreditPlural { get; init; }

    /// <summary>The colour of buttons and links, as #rrggbb.</summary>
    public required string PrimaryColour { get; init; }

    /// <summary>The colour of what should be noticed, as #rrggbb.</summary>
    public required string AccentColour { get; init; }

    /// <summary>The colour behind everything, as #rrggbb.</summary>
    public required string BackgroundColour { get; init; }

    /// <summary>Its mark as a data: address of a picture; null for none.</summary>
    public string? Logo { get; init; }

    /// <summary>What the foot of its pages leads to.</summary>
    public required IReadOnlyList<ShownLink> Links { get; init; }

    /// <summary>Pages of the operator's own; `GET /api/v1/pages/{key}` has their text.</summary>
    public required IReadOnlyList<PageName> Pages { get; init; }

    /// <summary>How help is found; null where nothing is said.</summary>
    public string? SupportText { get; init; }
}
