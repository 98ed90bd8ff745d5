using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>
/// Tells what stands before the background: U2-Net, Qin et al. 2020 (arXiv:2005.09007), and IS-Net, Qin et al. 2022
/// (arXiv:2203.03041), by the weight names of their authors' code.
/// </summary>
public sealed class SalientNet
{
    const int Levels = 6;

    readonly Convolution? _entrance;
    readonly List<NestedStage> _down = [];
    readonly List<NestedStage> _up = [];
    readonly List<Convolution> _sides = [];
    readonly Linear? _join;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public SalientNet(WeightSource source, SalientNetConfig config)
    {
        IsHalving = config.EntranceWidth > 0;
        if (IsHalving)
            _entrance = Convolution.Strided(
                source.At("conv_in"), 3, config.EntranceWidth, Window.Padded(1, stride: 2));
        foreach (var (i, (name, depth, isFlat)) in SalientNetConfig.Stages.Index())
            (i < Levels ? _down : _up).Add(new NestedStage(source.At(name), config.Widths[i], depth, isFlat));
        // Side 1 looks at the last stage, side 6 at the bottom.
        for (var level = 1; level <= Levels; level++)
            _sides.Add(Convolution.From(
                source.At($"side{level}"), config.Widths[level == Levels ? Levels - 1 : ^level].Outputs, 1));
        if (!IsHalving)
            _join = Linear.FromKernel(source.At("outconv"), Levels, 1);
    }

    /// <summary>Whether it is an IS-Net, which halves the picture first and joins nothing at the end.</summary>
    public bool IsHalving { get; }

    /// <summary>How much each pixel belongs to the foreground.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, 3), normalised as the network was trained.</param>
    /// <returns>
    /// (B, H, W, 1) in [0, 1] each: the joined answer (of an IS-Net the finest), then the sides', finest first.
    /// </returns>
    public IReadOnlyList<Tensor> Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var skips = new Stack<Tensor>();
        var h = _entrance?.Forward(ops, x) ?? x;
        foreach (var (i, stage) in _down.Index())
        {
            h = stage.Forward(ops, i == 0 ? h : MaxPool.Forward(ops, h));
            skips.Push(h);
        }
        var seen = new List<Tensor> { skips.Pop() };
        foreach (var stage in _up)
        {
            var skip = skips.Pop();
            h = stage.Forward(ops, ops.Concat([NestedStage.Fit(ops, h, skip), skip], -1));
            seen.Add(h);
        }
        seen.Reverse();
        var sides = seen.Zip(_sides, (result, side) => NestedStage.Fit(ops, side.Forward(ops, result), x)).ToList();
        var joined = _join?.Forward(ops, ops.Concat(sides, -1)) ?? sides[0];
        return [.. sides.Prepend(joined).Select(side => scope.Keep(ops.Activate(side, Activation.Sigmoid)))];
    }
}
