namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>The lengths of a group normalisation and what follows it.</summary>
readonly record struct GroupNormShape(
    int Batch, int Pixels, int Channels, int Groups, float Epsilon, Activation Activation);
