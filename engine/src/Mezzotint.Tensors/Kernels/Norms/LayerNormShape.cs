namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>
/// Length of a row, what is added to the variance, and whether the mean counts as 0 (RMS normalisation).
/// </summary>
readonly record struct LayerNormShape(int Columns, float Epsilon, bool IsRms);
