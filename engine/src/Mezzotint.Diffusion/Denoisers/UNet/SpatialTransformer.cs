using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// Transformer blocks over the pixels of a picture, added to it: Rombach et al. 2022 (arXiv:2112.10752), appendix
/// E.2.1.
/// </summary>
sealed class SpatialTransformer
{
    const float Epsilon = 1e-6f;

    readonly GroupNorm _norm;
    readonly Linear _entrance;
    readonly TransformerBlock[] _blocks;
    readonly Linear _exit;

    public SpatialTransformer(WeightSource source, UNetConfig config, int level, int depth)
    {
        var channels = config.Channels[level];
        Func<WeightSource, int, int, Linear> project = config.HasLinearProjections ? Linear.From : Linear.FromKernel;
        _norm = new GroupNorm(source.At("norm"), channels, config.Groups, Epsilon);
        _entrance = project(source.At("proj_in"), channels, channels);
        _blocks = new TransformerBlock[depth];
        for (var i = 0; i < depth; i++)
            _blocks[i] = new TransformerBlock(
                source.At($"transformer_blocks.{i}"), channels, config.Heads[level], config.ContextWidth);
        _exit = project(source.At("proj_out"), channels, channels);
    }

    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, C).</param>
    /// <param name="context">The text.</param>
    /// <returns>(B, H, W, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, TextContext context)
    {
        using var scope = ops.Scope();
        var tokens = _entrance.Forward(ops, _norm.Forward(ops, x));
        tokens = ops.Reshape(tokens, new Shape(x.Shape[0], x.Shape[1] * x.Shape[2], x.Shape[3]));
        foreach (var block in _blocks)
            tokens = block.Forward(ops, tokens, context);
        return scope.Keep(_exit.Forward(ops, ops.Reshape(tokens, x.Shape), add: x));
    }
}
