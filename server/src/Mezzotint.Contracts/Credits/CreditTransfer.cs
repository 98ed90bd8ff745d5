namespace Mezzotint.Contracts.Credits;

/// <summary>A line of a workspace's account book. Lines are never changed: another one ends a hold.</summary>
public sealed record CreditTransfer
{
    /// <summary>Its number; later lines have greater ones.</summary>
    public required long Id { get; init; }

    /// <summary>The wallet's key.</summary>
    public required string Wallet { get; init; }

    /// <summary>The grant that it adds to or takes from.</summary>
    public required Guid GrantId { get; init; }

    /// <summary>The other side: issued-by-plan, issued-by-sale, adjusted, spent or expired.</summary>
    public required string Counterpart { get; init; }

    /// <summary>In credits: positive where it adds to the grant, negative where it takes from it or would.</summary>
    public required decimal Credits { get; init; }

    /// <summary>pending (set aside), posted (moved), voided (given back) or expired (given back too late).</summary>
    public required string State { get; init; }

    /// <summary>The generation that it is about, if any.</summary>
    public Guid? GenerationId { get; init; }

    /// <summary>Which of its images, from 0, if it is about one.</summary>
    public int? Image { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>By whom: a key, a person, or a duty of the service.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
