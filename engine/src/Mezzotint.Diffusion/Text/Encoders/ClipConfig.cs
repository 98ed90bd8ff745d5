using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>The sizes of a CLIP text transformer: Radford et al. 2021 (arXiv:2103.00020), section 2.4.</summary>
public sealed record ClipConfig
{
    /// <summary>Entries of the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Width of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads of a layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Width inside a feed-forward layer.</summary>
    public required int HiddenWidth { get; init; }

    /// <summary>Tokens of a sequence, start and end included.</summary>
    public int Positions { get; init; } = 77;

    /// <summary>
    /// Between the two matrices of a feed-forward layer: quick GELU in OpenAI's CLIP, GELU in OpenCLIP.
    /// </summary>
    public required Activation Activation { get; init; }

    /// <summary>Width of the projected pooled vector; 0 for a model without projection.</summary>
    public int ProjectionWidth { get; init; }
}
