using Mezzotint.Diffusion.Layers;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>The picture's half of CLIP: a vision transformer, Dosovitskiy et al. 2020 (arXiv:2010.11929).</summary>
sealed class ClipVisionEncoder
{
    readonly ClipSegConfig _config;
    readonly Weight _class;
    readonly Weight _patches;
    readonly Weight _positions;
    readonly LayerNorm _before;
    readonly ClipLayer[] _layers;
    readonly LayerNorm _after;

    public ClipVisionEncoder(WeightSource source, ClipSegConfig config)
    {
        var (embeddings, width) = (source.At("embeddings"), config.Vision.Width);
        _config = config;
        _class = embeddings.Get("class_embedding", width);
        _patches = embeddings.Get("patch_embedding.weight", width, 3, config.Patch, config.Patch);
        _positions = embeddings.Get("position_embedding.weight", config.Vision.Positions, width);
        _before = new LayerNorm(source.At("pre_layrnorm"), width);
        _layers = [.. Enumerable.Range(0, config.Vision.Layers).Select(i =>
            new ClipLayer(source.At($"encoder.layers.{i}"), config.Vision))];
        _after = new LayerNorm(source.At("post_layernorm"), width);
    }

    /// <summary>Every layer's result, that of the embedding first.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(1, H, W, 3), normalised, H and W multiples of the patch.</param>
    /// <returns>(1, 1 + patches, Width) each: the picture's own token, then the patches row by row.</returns>
    public IReadOnlyList<Tensor> Forward(Operations ops, Tensor x)
    {
        var patches = ops.Convolve(x, _patches, null, new Window(_config.Patch, 0, 0, 0, 0));
        var (height, width, channels) = (patches.Shape[1], patches.Shape[2], patches.Shape[3]);
        var own = _class.Value.Reshape(new Shape(1, 1, channels));
        var tokens = ops.Concat([own, ops.Reshape(patches, new Shape(1, height * width, channels))], 1);
        var h = _before.Forward(ops, ops.Add(tokens, PositionTable.At(_positions.Value, height, width)));
        var results = new List<Tensor> { h };
        foreach (var layer in _layers)
            results.Add(h = layer.Forward(ops, h, isCausal: false));
        return results;
    }

    /// <summary>The picture's own token of the last layer, normalised, (1, Width).</summary>
    public Tensor Pool(Operations ops, Tensor last)
    {
        using var scope = ops.Scope();
        var token = ops.Reshape(ops.Slice(last, 1, 0, 1), new Shape(1, last.Shape[2]));
        return scope.Keep(_after.Forward(ops, token));
    }
}
