using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>Rows of at most 64 floats, a little apart so that they do not fall on the same cache sets.</summary>
readonly struct Rows64 : ITileLayout
{
    public static int RowStep => 64 + 16;

    public static int DepthStep(int tileRows) => 1;
}
