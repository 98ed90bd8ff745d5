using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A kind of credit.</summary>
public sealed record Wallet
{
    /// <summary>Its name in the catalogue and in the API.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>Below this balance, in credits, or below a tenth of what the plan brings a cycle, a warning is sent
    /// once a cycle; 0 sends none.</summary>
    [Credits(0, 100_000_000)]
    public long LowBalanceMillicredits { get; init; }
}
