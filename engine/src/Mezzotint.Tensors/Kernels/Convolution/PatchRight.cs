using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>
/// The patches under a convolution's kernel as a right factor (output pixels, kernelHeight * kernelWidth * in): what
/// the gradient of the kernel is summed over.
/// </summary>
readonly unsafe struct PatchRight(float* x, ConvolutionShape shape, int panelWidth) : IRight
{
    public bool IsReady => false;

    public float* Panel(int panel, int start, int depth, float* scratch)
    {
        var s = shape;
        var first = panel * panelWidth;
        var end = Math.Min(first + panelWidth, s.PatchLength);
        if (end - first < panelWidth)
            new Span<float>(scratch, depth * panelWidth).Clear();
        for (var at = first; at < end;)
        {
            var tap = at / s.Inputs;
            var channel = at - tap * s.Inputs;
            var run = Math.Min(s.Inputs - channel, end - at);
            CopyTap(s, tap, channel, run, start, depth, scratch + (at - first));
            at += run;
        }
        return scratch;
    }

    // It is read once, in order, and packed: the processor sees that coming by itself.
    public float* Next(int panel, int start) => null;

    /// <summary>Copies a run of channels under one tap, for each output pixel of the block.</summary>
    void CopyTap(in ConvolutionShape s, int tap, int channel, int run, int start, int depth, float* target)
    {
        var p = tap / s.KernelWidth - s.Window.Top;
        var q = tap % s.KernelWidth - s.Window.Left;
        var column = start % s.OutputWidth;
        var line = start / s.OutputWidth % s.OutputHeight;
        var picture = start / s.OutputWidth / s.OutputHeight;
        for (var d = 0; d < depth; d++, target += panelWidth)
        {
            int i = line * s.Window.Stride + p, j = column * s.Window.Stride + q;
            if ((uint)i < (uint)s.Height && (uint)j < (uint)s.Width)
                Memory.Copy(x + ((long)(picture * s.Height + i) * s.Width + j) * s.Inputs + channel, target, run);
            else
                Memory.Clear(target, run);
            if (++column < s.OutputWidth)
                continue;
            column = 0;
            if (++line < s.OutputHeight)
                continue;
            line = 0;
            picture++;
        }
    }
}
