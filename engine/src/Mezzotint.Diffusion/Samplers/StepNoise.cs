using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Unit normal noise for a step from one sigma to a lower one, drawn for each image of the batch from its own
/// seed.</summary>
/// <param name="sigma">Where the step starts.</param>
/// <param name="sigmaNext">Where it ends.</param>
/// <returns>(B, C, H, W), of variance 1.</returns>
public delegate Tensor StepNoise(double sigma, double sigmaNext);
