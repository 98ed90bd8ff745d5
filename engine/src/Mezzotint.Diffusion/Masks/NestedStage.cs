using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>
/// A residual U-block, a little U-shaped network in each stage of the large one: Qin et al. 2020 (arXiv:2005.09007),
/// section 3.1.
/// </summary>
sealed class NestedStage
{
    readonly RebnConvolution _entrance;
    readonly List<RebnConvolution> _down = [];
    readonly RebnConvolution _bottom;
    readonly List<RebnConvolution> _up = [];
    readonly bool _isFlat;

    /// <param name="source">Of <c>rebnconvin</c> and its fellows.</param>
    /// <param name="widths">Channels of the input, inside, and of the output.</param>
    /// <param name="depth">Convolutions on the way down, the one at the bottom included.</param>
    /// <param name="isFlat">Whether it widens its kernels instead of halving the picture: <c>RSU4F</c>.</param>
    public NestedStage(WeightSource source, (int Inputs, int Inside, int Outputs) widths, int depth, bool isFlat)
    {
        var (inputs, inside, outputs) = widths;
        _isFlat = isFlat;
        _entrance = new RebnConvolution(source.At("rebnconvin"), inputs, outputs);
        for (var i = 1; i < depth; i++)
            _down.Add(new RebnConvolution(
                source.At($"rebnconv{i}"), i == 1 ? outputs : inside, inside, isFlat ? 1 << (i - 1) : 1));
        _bottom = new RebnConvolution(
            source.At($"rebnconv{depth}"), inside, inside, isFlat ? 1 << (depth - 1) : 2);
        for (var i = depth - 1; i >= 1; i--)
            _up.Add(new RebnConvolution(
                source.At($"rebnconv{i}d"), 2 * inside, i == 1 ? outputs : inside, isFlat ? 1 << (i - 1) : 1));
    }

    /// <summary>(B, H, W, in) to (B, H, W, out).</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var entered = _entrance.Forward(ops, x);
        var skips = new Stack<Tensor>();
        var h = entered;
        foreach (var (i, convolution) in _down.Index())
        {
            h = convolution.Forward(ops, i == 0 || _isFlat ? h : Layers.MaxPool.Forward(ops, h));
            skips.Push(h);
        }
        h = _bottom.Forward(ops, h);
        foreach (var convolution in _up)
        {
            var skip = skips.Pop();
            h = convolution.Forward(ops, ops.Concat([Fit(ops, h, skip), skip], -1));
        }
        return scope.Keep(ops.Add(h, entered));
    }

    /// <summary>The picture at another one's size.</summary>
    internal static Tensor Fit(Operations ops, Tensor x, Tensor size) =>
        (x.Shape[1], x.Shape[2]) == (size.Shape[1], size.Shape[2]) ? x
            : ops.ResizeBilinear(x, size.Shape[1], size.Shape[2]);
}
