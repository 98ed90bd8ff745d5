using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>
/// The patches under a convolution's kernel as the rows of a matrix (output pixels, kernelHeight * kernelWidth * in),
/// copied from the picture block by block and never held as a whole.
/// </summary>
readonly unsafe struct PatchLeft(float* x, ConvolutionShape shape) : ILeft
{
    public static int RowStep => GemmBlocking.RowStride;

    public static int DepthStep(int tileRows) => 1;

    public void Pack(int row, int rows, int start, int depth, int tileRows, float* target)
    {
        var s = shape;
        var column = row % s.OutputWidth;
        var line = row / s.OutputWidth % s.OutputHeight;
        var picture = row / s.OutputWidth / s.OutputHeight;
        for (var r = 0; r < rows; r++)
        {
            Copy(s, picture, line * s.Window.Stride - s.Window.Top, column * s.Window.Stride - s.Window.Left, start,
                depth,
                target + r * GemmBlocking.RowStride);
            if (++column < s.OutputWidth)
                continue;
            column = 0;
            if (++line < s.OutputHeight)
                continue;
            line = 0;
            picture++;
        }
    }

    /// <summary>Copies values start..start+depth of one patch, whose top left pixel is (line, column).</summary>
    /// <remarks>
    /// Taps of one kernel row lie side by side in memory: inside the picture they are one run, at its edges one run a
    /// tap.
    /// </remarks>
    void Copy(in ConvolutionShape s, int picture, int line, int column, int start, int depth, float* target)
    {
        var tap = start / s.Inputs;
        var channel = start - tap * s.Inputs;
        var p = tap / s.KernelWidth;
        var q = tap - p * s.KernelWidth;
        var isWhole = column >= 0 && column + s.KernelWidth <= s.Width;
        while (depth > 0)
        {
            int i = line + p, j = column + q;
            var isInside = (uint)i < (uint)s.Height && (isWhole || (uint)j < (uint)s.Width);
            var taps = isWhole ? s.KernelWidth - q : 1;
            var run = Math.Min(depth, taps * s.Inputs - channel);
            if (isInside)
                Memory.Copy(x + ((long)(picture * s.Height + i) * s.Width + j) * s.Inputs + channel, target, run);
            else
                Memory.Clear(target, run);
            target += run;
            depth -= run;
            channel = 0;
            q += taps;
            if (q == s.KernelWidth)
            {
                q = 0;
                p++;
            }
        }
    }
}
