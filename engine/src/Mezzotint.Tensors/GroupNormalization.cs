namespace Mezzotint.Tensors;

/// <summary>A group normalisation and the activation behind it, as <see cref="Operations.GroupNorm"/> takes
/// them.</summary>
/// <param name="Gain">(C).</param>
/// <param name="Bias">(C).</param>
/// <param name="Groups">Divides C.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Activation">Applied to the result.</param>
public sealed record GroupNormalization(
    Weight Gain, Weight Bias, int Groups, float Epsilon, Activation Activation = Activation.None);
