namespace Mezzotint.Catalogue;

/// <summary>What an add-on is.</summary>
public enum AddOnKind
{
    /// <summary>A low-rank change of a model's weights.</summary>
    Lora,

    /// <summary>Vectors that stand for a word of the prompt.</summary>
    Embedding,

    /// <summary>A network that lets a picture guide.</summary>
    ControlNet,
}
