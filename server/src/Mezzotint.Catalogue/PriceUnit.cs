namespace Mezzotint.Catalogue;

/// <summary>What a price is for.</summary>
public enum PriceUnit
{
    /// <summary>One result, of whatever size.</summary>
    Image,

    /// <summary>Each begun 1,048,576 pixels.</summary>
    Megapixel,

    /// <summary>Each begun 524,288 pixels.</summary>
    HalfMegapixel,
}
