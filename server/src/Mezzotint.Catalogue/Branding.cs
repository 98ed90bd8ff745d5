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

    /// <summary>How help is found, as the help page says it.</summary>
    [Text(1, 500)]
    public string? SupportText { get; init; }

    /// <summary>Reads and checks a file that holds branding alone, and finds all of its faults.</summary>
    /// <param name="json">UTF-8 text, at most <see cref="OfferCatalogue.MaxBytes"/>.</param>
    public static ParseResult<Branding> Parse(ReadOnlyMemory<byte> json) =>
        CatalogueReader.Read<Branding>(json, _ => []);
}
