using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.ControlNet;

/// <summary>
/// A network that lets a picture guide a UNet: a copy of its way down that also sees the picture, and gives to each of
/// its results; Zhang et al. 2023 (arXiv:2302.05543), section 3.
/// </summary>
public sealed class ControlNetModel
{
    /// <summary>Pixels of the picture's edge that one of the latent stands for.</summary>
    public const int SizeFactor = 8;

    /// <summary>Outputs and strides of the convolutions that take the picture to the latent's size.</summary>
    static readonly (int Outputs, int Stride)[] HintSteps =
        [(16, 1), (16, 1), (32, 2), (32, 1), (96, 2), (96, 1), (256, 2)];

    readonly List<Convolution> _hint = [];
    readonly UNetDown _down;
    readonly MiddleBlock _middle;
    readonly List<Linear> _exits = [];

    /// <summary>Builds the network from the weights below <c>control_model.</c> of a checkpoint.</summary>
    /// <param name="source">Its weights, by the names of lllyasviel's code.</param>
    /// <param name="config">The sizes of the UNet that it is for, with its own input channels.</param>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public ControlNetModel(WeightSource source, UNetConfig config)
    {
        Config = config;
        AddHint(source.At("input_hint_block"));
        _down = new UNetDown(source, config);
        _middle = new MiddleBlock(source.At("middle_block"), config);
        foreach (var (i, width) in _down.Widths.Index())
            _exits.Add(Linear.FromKernel(source.At($"zero_convs.{i}.0"), width, width));
        _exits.Add(Linear.FromKernel(source.At("middle_block_out.0"), config.Channels[^1], config.Channels[^1]));
    }

    /// <summary>The network's sizes.</summary>
    public UNetConfig Config { get; }

    /// <summary>What the network sees of a picture, at every step alike.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="picture">(1, 8 H, 8 W, 3) in [0, 1].</param>
    /// <returns>(H, W, Channels[0]).</returns>
    public Tensor Hint(Operations ops, Tensor picture)
    {
        using var scope = ops.Scope();
        var h = _hint[0].Forward(ops, picture);
        foreach (var convolution in _hint.Skip(1))
            h = convolution.Forward(ops, ops.Activate(h, Activation.Silu));
        return scope.Keep(ops.Reshape(h, new Shape(h.Shape[1], h.Shape[2], h.Shape[3])));
    }

    /// <summary>What is to be added to the UNet's results.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">The noisy latents, (B, H, W, InputChannels).</param>
    /// <param name="timesteps">B of them.</param>
    /// <param name="conditioning">As the UNet's.</param>
    /// <param name="hint">Of <see cref="Hint"/>.</param>
    /// <returns>A tensor for each result of the UNet's way down, then one for its middle.</returns>
    public IReadOnlyList<Tensor> Forward(
        Operations ops, Tensor x, ReadOnlySpan<float> timesteps, Conditioning conditioning, Tensor hint)
    {
        using var scope = ops.Scope();
        var time = _down.EmbedTime(ops, timesteps, conditioning);
        var context = TextContext.Of(conditioning);
        var results = _down.Forward(ops, x, (time, context), hint);
        results.Add(_middle.Forward(ops, results[^1], time, context));
        return [.. results.Zip(_exits, (result, exit) => scope.Keep(exit.Forward(ops, result)))];
    }

    void AddHint(WeightSource source)
    {
        var (place, inputs) = (0, 3);
        foreach (var (outputs, stride) in HintSteps)
        {
            _hint.Add(Convolution.Strided(source.At($"{place}"), inputs, outputs, Window.Padded(1, stride)));
            (place, inputs) = (place + 2, outputs); // an activation without weights stands between
        }
        _hint.Add(Convolution.From(source.At($"{place}"), inputs, Config.Channels[0]));
    }
}
