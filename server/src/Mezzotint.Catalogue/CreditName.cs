using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>What a credit is called.</summary>
public sealed record CreditName
{
    /// <summary>The name of one.</summary>
    [Text(1, 30)]
    public required string Singular { get; init; }

    /// <summary>The name of any other number.</summary>
    [Text(1, 30)]
    public required string Plural { get; init; }

    /// <summary>An amount with its name: "1 credit", "6.5 credits".</summary>
    public string Describe(long millicredits) =>
        $"{Credits.Format(millicredits)} {(millicredits == Credits.Millicredits ? Singular : Plural)}";
}
