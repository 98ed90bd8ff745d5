namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What a file of weights is for.</summary>
public enum NetworkKind
{
    /// <summary>Paints pictures from texts.</summary>
    Model,

    /// <summary>Changes a model's weights.</summary>
    Lora,

    /// <summary>Stands for a word of the prompt.</summary>
    Embedding,

    /// <summary>Lets a picture guide a model.</summary>
    ControlNet,

    /// <summary>Makes pictures larger.</summary>
    Upscaler,

    /// <summary>Tells what is in front in a picture.</summary>
    Foreground,

    /// <summary>Finds in a picture what a text says.</summary>
    Finder,
}
