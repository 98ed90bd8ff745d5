namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>The sizes of a T5 v1.1 encoder: Raffel et al. 2019 (arXiv:1910.10683), gated as in Shazeer 2020
/// (arXiv:2002.05202).</summary>
public sealed record T5Config
{
    /// <summary>Entries of the embedding table; the vocabulary may have fewer.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Width of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads of a layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of a head; heads times it need not be the width of a token.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Width inside a feed-forward layer.</summary>
    public required int HiddenWidth { get; init; }

    /// <summary>Classes of distances between tokens, half of them for each direction.</summary>
    public int Buckets { get; init; } = 32;

    /// <summary>Distance from which on all are of one class.</summary>
    public int MaxDistance { get; init; } = 128;
}
