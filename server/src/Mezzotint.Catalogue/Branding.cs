using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Under which name and colours the service is seen.</summary>
public sealed record Branding
{
    /// <summary>The service's name.</summary>
    [Text(1, 60)]
    public required string Name { get; init; }

    /// <summary>What a credit is called.</summary>
    public CreditName Credit { get; init; } = new() { Singular = "credit", Plural = "credits" };

    /// <summary>The colours of its pages.</summary>
    public Colours Colours { get; init; } = new();

    /// <summary>Its mark, as a picture in a data: address.</summary>
    [Logo]
    public string? Logo { get; init; }

    /// <summary>What the foot of its pages leads to.</summary>
    [Items(0, 8)]
    public IReadOnlyList<BrandLink> Links { get; init; } = [];

    /// <summary>Pages of the operator's own: help, privacy, terms.</summary>
    [Items(0, 8)]
    public IReadOnlyList<BrandPage> Pages { get; init; } = [];

    /// <summary>How help is found, as the help page says it.</summary>
    [Text(1, 500)]
    public string? SupportText { get; init; }

    /// <summary>Reads and checks a file that holds branding alone, and finds all of its faults.</summary>
    /// <param name="json">UTF-8 text, at most <see cref="OfferCatalogue.MaxBytes"/>.</param>
    public static ParseResult<Branding> Parse(ReadOnlyMemory<byte> json) =>
        CatalogueReader.Read<Branding>(json, _ => []);
}
