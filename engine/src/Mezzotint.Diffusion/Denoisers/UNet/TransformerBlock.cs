using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// Self-attention over pixels, attention to the text, a gated feed-forward layer: each after a layer norm, each added.
/// </summary>
sealed class TransformerBlock
{
    readonly LayerNorm _selfNorm;
    readonly CrossAttention _self;
    readonly LayerNorm _crossNorm;
    readonly CrossAttention _cross;
    readonly LayerNorm _forwardNorm;
    readonly Linear _expand;
    readonly Linear _contract;

    public TransformerBlock(WeightSource source, int width, int heads, int contextWidth)
    {
        const int expansion = 4;
        _self = new CrossAttention(source.At("attn1"), width, heads, width);
        _expand = Linear.From(source.At("ff.net.0.proj"), width, 2 * expansion * width);
        _contract = Linear.From(source.At("ff.net.2"), expansion * width, width);
        _cross = new CrossAttention(source.At("attn2"), width, heads, contextWidth);
        _selfNorm = new LayerNorm(source.At("norm1"), width);
        _crossNorm = new LayerNorm(source.At("norm2"), width);
        _forwardNorm = new LayerNorm(source.At("norm3"), width);
    }

    /// <param name="ops">What computes.</param>
    /// <param name="x">Pixels as tokens, (B, H W, C).</param>
    /// <param name="context">The text.</param>
    /// <returns>(B, H W, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, TextContext context)
    {
        using var scope = ops.Scope();
        var normal = _selfNorm.Forward(ops, x);
        var y = _self.Forward(ops, normal, new TextContext(normal, Memory: null), add: x);
        y = _cross.Forward(ops, _crossNorm.Forward(ops, y), context, add: y);
        return scope.Keep(FeedForward(ops, y));
    }

    Tensor FeedForward(Operations ops, Tensor x) =>
        _contract.Forward(ops, ops.Geglu(_expand.Forward(ops, _forwardNorm.Forward(ops, x))), add: x);
}
