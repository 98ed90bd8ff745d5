using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A right factor (depth, columns) stored row by row, packed as it is read.</summary>
/// <param name="values">Element (d, c) at [d * stride + c].</param>
/// <param name="stride">Floats from row to row.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="panelWidth">Columns of a panel.</param>
readonly unsafe struct RowMajorRight(float* values, int stride, int columns, int panelWidth) : IRight
{
    public bool IsReady => false;

    public float* Panel(int panel, int start, int depth, float* scratch)
    {
        var first = panel * panelWidth;
        var count = Math.Min(panelWidth, columns - first);
        if (count == panelWidth && count == 32)
        {
            PackThirtyTwo(values + (long)start * stride + first, depth, scratch);
            return scratch;
        }
        for (var d = 0; d < depth; d++)
        {
            var target = scratch + d * panelWidth;
            Memory.Copy(values + (long)(start + d) * stride + first, target, count);
            Memory.Clear(target + count, panelWidth - count);
        }
        return scratch;
    }

    // It is read once, in order, and packed: the processor sees that coming by itself.
    public float* Next(int panel, int start) => null;

    /// <summary>A whole panel of the widest kernel: two loads and two stores a row.</summary>
    void PackThirtyTwo(float* source, int depth, float* target)
    {
        for (var d = 0; d < depth; d++, source += stride, target += 32)
        {
            Vector512.Store(Vector512.Load(source), target);
            Vector512.Store(Vector512.Load(source + 16), target + 16);
        }
    }
}
