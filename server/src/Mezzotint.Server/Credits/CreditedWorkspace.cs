namespace Mezzotint.Server.Credits;

/// <summary>A workspace whose plan may bring credits.</summary>
sealed record CreditedWorkspace
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Plan { get; init; }
    public string? Billing { get; init; }

    /// <summary>When the next credits are due; the greatest time for never.</summary>
    public required DateTime CycleEnd { get; init; }
}
