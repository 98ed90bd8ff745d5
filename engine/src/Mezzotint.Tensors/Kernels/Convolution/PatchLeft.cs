using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>
/// The patches under a convolution's kernel as the rows of a matrix (output pixels, kernelHeight * kernelWidth * in), copied
/// from the picture block by block and never held as a whole.
/// </summary>
readonly unsafe struct PatchLeft(float* x, ConvolutionShape shape) : ILeft
{
    public static bool IsInterleaved => false;

    public void Pack(int row, int rows, int start, int depth, int tileRows, float* target)
    {
        var s = shape;
        var column = row % s.OutputWidth;
        var line = row / s.OutputWidth % s.OutputHeight;
        var picture = row / s.OutputWidth / s.OutputHeight;
        for (var r = 0; r < rows; r++)
        {
            Copy(s, picture, line * s.Window.Stride - s.Window.Top, column * s.Window.Stride - s.Window.Left, start, depth,
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

    /// <summary>Copies values start..start+depth of one patch, whose top left pixel is (line, column): tap by tap, channels in a run.</summary>
    void Copy(in ConvolutionShape s, int picture, int line, int column, int start, int depth, float* target)
    {
        var tap = start / s.Inputs;
        var channel = start - tap * s.Inputs;
        var p = tap / s.KernelWidth;
        var q = tap - p * s.KernelWidth;
        while (depth > 0)
        {
            var run = Math.Min(depth, s.Inputs - channel);
            var values = new Span<float>(target, run);
            int i = line + p, j = column + q;
            if ((uint)i < (uint)s.Height && (uint)j < (uint)s.Width)
                new ReadOnlySpan<float>(x + ((long)(picture * s.Height + i) * s.Width + j) * s.Inputs + channel, run).CopyTo(values);
            else
                values.Clear();
            target += run;
            depth -= run;
            channel = 0;
            if (++q == s.KernelWidth)
            {
                q = 0;
                p++;
            }
        }
    }
}
