using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Server.Generations;

/// <summary>A request as the catalogue, the plan, the key and what was used already see it.</summary>
sealed record Appraisal
{
    /// <summary>The catalogue that held when the request was looked at; a newer one counts for the next.</summary>
    public required OfferCatalogue Catalogue { get; init; }

    /// <summary>What is asked for, in the catalogue's words.</summary>
    public required ImageRequest Wish { get; init; }

    /// <summary>The pictures that it starts from.</summary>
    public required StartingPictures Start { get; init; }

    /// <summary>The workspace's plan; null where it left the catalogue.</summary>
    public required Plan? Plan { get; init; }

    /// <summary>What it costs; null where it has no price.</summary>
    public required Quote.Priced? Price { get; init; }

    /// <summary>All that stands against it but credits, what no wait mends first.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>How many requests the workspace had in the last minute.</summary>
    public required int RequestsLastMinute { get; init; }

    /// <summary>Seconds until the first request of the last minute counts no more.</summary>
    public required int MinuteSeconds { get; init; }
}
