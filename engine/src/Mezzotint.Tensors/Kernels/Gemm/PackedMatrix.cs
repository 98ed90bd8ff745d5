namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The right factor of a product, cut into the panels that the multiplication kernel reads in order.</summary>
sealed class PackedMatrix
{
    /// <summary>Packs a weight (out, in, ...) as the matrix (in..., out).</summary>
    public static PackedMatrix FromWeight(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return new PackedMatrix();
    }
}
