using System.Security.Cryptography;
using System.Text;
using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Reading;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Catalogues;

/// <summary>A catalogue without faults, and the text that says it.</summary>
sealed record CatalogueText(string Json, OfferCatalogue Catalogue)
{
    /// <summary>SHA-256 of the text in UTF-8, 64 hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));

    /// <summary>Reads a text, or says all of its faults.</summary>
    /// <param name="json">UTF-8.</param>
    public static (CatalogueText? Text, IReadOnlyList<Fault> Faults) Parse(ReadOnlyMemory<byte> json) =>
        OfferCatalogue.Parse(json) switch
        {
            ParseResult<OfferCatalogue>.Parsed parsed =>
                (new CatalogueText(Encoding.UTF8.GetString(json.Span), parsed.Value), []),
            ParseResult<OfferCatalogue>.Faulty faulty => (null, faulty.Faults),
            _ => throw new InvalidOperationException("A text is parsed or faulty."),
        };

    /// <summary>Reads a text that must have no fault.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What to call it in the sentence.</param>
    /// <exception cref="ServerException">It has faults; all of them are named.</exception>
    public static CatalogueText Read(ReadOnlyMemory<byte> json, string name)
    {
        var (text, faults) = Parse(json);
        return text ?? throw new ServerException($"{name} has faults:\n" + string.Join('\n', faults));
    }
}
