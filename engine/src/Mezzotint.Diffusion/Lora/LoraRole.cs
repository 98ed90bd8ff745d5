namespace Mezzotint.Diffusion.Lora;

/// <summary>What a tensor of a LoRA file is to its module.</summary>
enum LoraRole
{
    /// <summary>The matrix that takes the input down to the rank; of LoHa, that of the first product.</summary>
    Down,

    /// <summary>The matrix that brings the rank up to the output; of LoHa, that of the first product.</summary>
    Up,

    /// <summary>The kernel between the two of a Tucker-decomposed convolution.</summary>
    Middle,

    /// <summary>The number that is divided by the rank.</summary>
    Alpha,

    /// <summary>LoHa: the second product's matrix that takes the input down.</summary>
    SecondDown,

    /// <summary>LoHa: the second product's matrix that brings the rank up.</summary>
    SecondUp,

    /// <summary>LoHa: the kernel between the second product's matrices.</summary>
    SecondMiddle,

    /// <summary>LoKr: the first factor, whole.</summary>
    Factor,

    /// <summary>LoKr: the left matrix of the first factor.</summary>
    FactorUp,

    /// <summary>LoKr: the right matrix of the first factor.</summary>
    FactorDown,

    /// <summary>LoKr: the second factor, whole.</summary>
    SecondFactor,

    /// <summary>LoKr: the left matrix of the second factor.</summary>
    SecondFactorUp,

    /// <summary>LoKr: the right matrix of the second factor.</summary>
    SecondFactorDown,

    /// <summary>LoKr: the kernel between the second factor's matrices.</summary>
    SecondFactorMiddle,
}
