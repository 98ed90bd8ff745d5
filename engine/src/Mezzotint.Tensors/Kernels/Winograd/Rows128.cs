using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>Rows of at most 128 floats, a little apart so that they do not fall on the same cache sets.</summary>
readonly struct Rows128 : ITileLayout
{
    public static int RowStep => 128 + 16;

    public static int DepthStep(int tileRows) => 1;
}
