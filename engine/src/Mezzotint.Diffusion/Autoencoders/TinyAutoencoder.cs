using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>
/// TAESD: a distilled autoencoder of 64 channels, a hundredth of the cost, for previews and small machines.
/// </summary>
/// <remarks>
/// madebyollin/taesd, <c>taesd.py</c>. Weights by their place in that file's two sequences. Latents are at the model's
/// scale.
/// </remarks>
public sealed class TinyAutoencoder
{
    const int Width = 64;
    const int Stages = 3;
    const int BlocksPerStage = 3;

    /// <summary>Latents are held softly within this magnitude before they are decoded.</summary>
    const float LatentLimit = 3;

    readonly List<Func<Operations, Tensor, Tensor>> _encoder;
    readonly List<Func<Operations, Tensor, Tensor>> _decoder;

    /// <summary>Builds both halves.</summary>
    /// <param name="encoder">Source of <c>0.weight</c>, <c>1.conv.0.weight</c>... of the encoder; null to do
    /// without.</param>
    /// <param name="decoder">The same of the decoder, whose first weight is <c>1.weight</c>; null to do
    /// without.</param>
    /// <param name="latentChannels">4 for SD 1, 2 and XL; 16 for SD 3 and FLUX.</param>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public TinyAutoencoder(WeightSource? encoder, WeightSource? decoder, int latentChannels = 4)
    {
        _encoder = encoder is null ? [] : EncoderSteps(encoder, latentChannels);
        _decoder = decoder is null ? [] : DecoderSteps(decoder, latentChannels);
    }

    /// <summary>A picture's latent.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="image">(B, H, W, 3) in [0, 1], H and W multiples of 8.</param>
    /// <returns>(B, H / 8, W / 8, latentChannels), as the denoiser sees it.</returns>
    public Tensor Encode(Operations ops, Tensor image) => Run(_encoder, ops, image);

    /// <summary>A latent's picture.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="latent">(B, H, W, latentChannels), as the denoiser sees it.</param>
    /// <returns>(B, 8 H, 8 W, 3), about [0, 1].</returns>
    public Tensor Decode(Operations ops, Tensor latent)
    {
        using var scope = ops.Scope();
        var limited = ops.Scale(ops.Activate(ops.Scale(latent, 1 / LatentLimit), Activation.Tanh), LatentLimit);
        return scope.Keep(Run(_decoder, ops, limited));
    }

    static Tensor Run(List<Func<Operations, Tensor, Tensor>> steps, Operations ops, Tensor x)
    {
        if (steps.Count == 0)
            throw new InvalidOperationException("This half of the tiny autoencoder was not given.");
        using var scope = ops.Scope();
        foreach (var step in steps)
            x = step(ops, x);
        return scope.Keep(x);
    }

    static List<Func<Operations, Tensor, Tensor>> EncoderSteps(WeightSource source, int latentChannels)
    {
        var place = 0;
        var entrance = Convolution.From(source.At($"{place++}"), 3, Width);
        List<Func<Operations, Tensor, Tensor>> steps = [(ops, x) => entrance.Forward(ops, x), Block(source, place++)];
        for (var stage = 0; stage < Stages; stage++)
        {
            var halve = Convolution.WithoutBias(source.At($"{place++}"), Width, Width, Window.Padded(1, stride: 2));
            steps.Add((ops, x) => halve.Forward(ops, x));
            for (var i = 0; i < BlocksPerStage; i++)
                steps.Add(Block(source, place++));
        }
        var exit = Convolution.From(source.At($"{place}"), Width, latentChannels);
        steps.Add((ops, x) => exit.Forward(ops, x));
        return steps;
    }

    static List<Func<Operations, Tensor, Tensor>> DecoderSteps(WeightSource source, int latentChannels)
    {
        var entrance = Convolution.From(source.At("1"), latentChannels, Width);
        List<Func<Operations, Tensor, Tensor>> steps =
            [(ops, x) => ops.Activate(entrance.Forward(ops, x), Activation.Relu)];
        var place = 3; // 0 limits the latent, 2 is the activation: neither has weights
        for (var stage = 0; stage < Stages; stage++)
        {
            for (var i = 0; i < BlocksPerStage; i++)
                steps.Add(Block(source, place++));
            place++; // the upsampling
            var convolution = Convolution.WithoutBias(source.At($"{place++}"), Width, Width, Window.Same3x3);
            steps.Add((ops, x) => convolution.Forward(ops, ops.UpsampleNearest(x, 2)));
        }
        steps.Add(Block(source, place++));
        var exit = Convolution.From(source.At($"{place}"), Width, 3);
        steps.Add((ops, x) => exit.Forward(ops, x));
        return steps;
    }

    static Func<Operations, Tensor, Tensor> Block(WeightSource source, int place) =>
        new TinyBlock(source.At($"{place}.conv"), Width).Forward;
}
