using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>
/// Finds in a picture what a text says: CLIPSeg, Lueddecke and Ecker 2022 (arXiv:2112.10003), by the weight names of
/// transformers.
/// </summary>
public sealed class ClipSegNet
{
    readonly ClipTextEncoder _text;
    readonly ClipVisionEncoder _vision;
    readonly ClipSegDecoder _decoder;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public ClipSegNet(WeightSource source, ClipSegConfig config)
    {
        Config = config;
        _text = new ClipTextEncoder(source.At("clip"), config.Text);
        _vision = new ClipVisionEncoder(source.At("clip.vision_model"), config);
        _decoder = new ClipSegDecoder(source.At("decoder"), config);
    }

    /// <summary>The network's sizes.</summary>
    public ClipSegConfig Config { get; }

    /// <summary>How much each pixel is what the text says, before the sigmoid.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(1, H, W, 3), normalised as CLIPSeg was trained, H and W multiples of the patch.</param>
    /// <param name="ids">The text's tokens, begin and end included.</param>
    /// <param name="end">Where its end token is.</param>
    /// <param name="watch">Is shown the picture's states and the encoded text, valid during the call.</param>
    /// <returns>(1, H, W, 1).</returns>
    public Tensor Forward(
        Operations ops, Tensor x, ReadOnlySpan<int> ids, int end, Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var text = _text.Forward(ops, ids, [end], new ClipReading(IsPooled: true)).Pooled!;
        watch?.Invoke("conditional_embeddings", text);
        var states = _vision.Forward(ops, x);
        foreach (var (i, state) in states.Index())
            watch?.Invoke($"vision_hidden.{i}", state);
        watch?.Invoke("vision_pooled", _vision.Pool(ops, states[^1]));
        var grid = (x.Shape[1] / Config.Patch, x.Shape[2] / Config.Patch);
        return scope.Keep(_decoder.Forward(ops, states, text, grid));
    }
}
