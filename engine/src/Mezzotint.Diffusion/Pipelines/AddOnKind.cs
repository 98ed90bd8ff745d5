namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What a file adds to a model.</summary>
public enum AddOnKind
{
    /// <summary>A low-rank change of weights.</summary>
    Lora,

    /// <summary>Vectors that stand for a word of the prompt.</summary>
    Embedding,

    /// <summary>A network that lets a picture guide.</summary>
    ControlNet,
}
