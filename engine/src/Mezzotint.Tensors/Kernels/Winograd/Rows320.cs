using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>Rows of at most 320 floats, a little apart so that they do not fall on the same cache sets.</summary>
readonly struct Rows320 : ITileLayout
{
    public static int RowStep => 320 + 16;

    public static int DepthStep(int tileRows) => 1;
}
