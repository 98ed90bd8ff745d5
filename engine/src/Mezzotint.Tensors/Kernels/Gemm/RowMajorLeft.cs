using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A left factor (rows, depth) stored row by row.</summary>
/// <param name="values">Element (r, d) at [r * stride + d].</param>
/// <param name="stride">Floats from row to row.</param>
readonly unsafe struct RowMajorLeft(float* values, int stride) : ILeft
{
    public static int RowStep => GemmBlocking.RowStride;

    public static int DepthStep(int tileRows) => 1;

    public void Pack(int row, int rows, int start, int depth, int tileRows, float* target)
    {
        for (var r = 0; r < rows; r++)
            Memory.Copy(values + (long)(row + r) * stride + start, target + r * GemmBlocking.RowStride, depth);
    }
}
