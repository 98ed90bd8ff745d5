namespace Mezzotint.Diffusion.Lora;

/// <summary>What a tensor of a LoRA file is to its module.</summary>
enum LoraRole
{
    /// <summary>The matrix that takes the input down to the rank.</summary>
    Down,

    /// <summary>The matrix that brings the rank up to the output.</summary>
    Up,

    /// <summary>The kernel between the two of a Tucker-decomposed convolution.</summary>
    Middle,

    /// <summary>The number that is divided by the rank.</summary>
    Alpha,
}
