using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A left factor (rows, depth) stored as its transpose, column by column.</summary>
/// <param name="values">Element (r, d) at [d * stride + r].</param>
/// <param name="stride">Floats from one index of the depth to the next.</param>
readonly unsafe struct TransposedLeft(float* values, int stride) : ILeft
{
    public static int RowStep => 1;

    public static int DepthStep(int tileRows) => tileRows;

    public void Pack(int row, int rows, int start, int depth, int tileRows, float* target)
    {
        if (rows == 12 && tileRows == 12)
        {
            PackTwelve(values + (long)start * stride + row, depth, target);
            return;
        }
        for (var d = 0; d < depth; d++)
        {
            var source = values + (long)(start + d) * stride + row;
            var packed = target + d * tileRows;
            Memory.Copy(source, packed, rows);
        }
    }

    /// <summary>A whole tile of the widest kernel: two loads and two stores a step.</summary>
    void PackTwelve(float* source, int depth, float* target)
    {
        for (var d = 0; d < depth; d++, source += stride, target += 12)
        {
            Vector256.Store(Vector256.Load(source), target);
            Vector128.Store(Vector128.Load(source + 8), target + 8);
        }
    }
}
