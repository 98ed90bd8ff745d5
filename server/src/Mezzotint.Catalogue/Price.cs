using Mezzotint.Catalogue.Reading;
using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue;

/// <summary>What one result costs.</summary>
public sealed record Price
{
    /// <summary>The operations it is for.</summary>
    [Items(1, 64), Reference(typeof(Operation))]
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>The models it is for; any without it.</summary>
    [Items(0, 1000), Reference(typeof(Model))]
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The kinds of model it is for, those to come included; stands only where models does not.</summary>
    [Items(0, 64), Reference(typeof(Tag))]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The wallet that pays; without it the model's, and with no model the first of the catalogue.</summary>
    [Reference(typeof(Wallet))]
    public string? Wallet { get; init; }

    /// <summary>The price of one unit, in credits.</summary>
    [Credits(0, 100_000)]
    public required long Millicredits { get; init; }

    /// <summary>What the price is for; a megapixel is 1024 x 1024 pixels, and one begun counts whole.</summary>
    public PriceUnit Per { get; init; } = PriceUnit.Image;

    /// <summary>Steps that the price covers; more cost in proportion, rounded up to a thousandth.</summary>
    [Whole(1, ImageRequest.MaxSteps)]
    public int? IncludedSteps { get; init; }
}
