using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Miniature;

/// <summary>The two networks that make latents from captions, and their weights.</summary>
sealed class DenoiserNetworks
{
    readonly FreshWeights _textWeights;
    readonly FreshWeights _unetWeights;
    readonly ClipTextEncoder _text;
    readonly UNetModel _unet;

    /// <summary>Both at random; what ends a residual branch, and the exit, at 0.</summary>
    public DenoiserNetworks(int seed)
    {
        _textWeights = new FreshWeights(seed, _ => false);
        _unetWeights = new FreshWeights(seed, name => name.Contains("out_layers.3.", StringComparison.Ordinal)
            || name.Contains(".proj_out.", StringComparison.Ordinal)
            || name.StartsWith("out.2.", StringComparison.Ordinal));
        _text = new ClipTextEncoder(_textWeights.Source, MiniatureSizes.Text);
        _unet = new UNetModel(_unetWeights.Source, MiniatureSizes.UNet);
    }

    /// <summary>The text encoder's weights.</summary>
    public IReadOnlyList<Weight> TextWeights => _textWeights.All;

    /// <summary>The UNet's weights.</summary>
    public IReadOnlyList<Weight> UNetWeights => _unetWeights.All;

    /// <summary>All weights.</summary>
    public IReadOnlyList<Weight> Weights => [.. UNetWeights, .. TextWeights];

    /// <summary>Takes both from a released model if one is named, else the text encoder from its own stage.</summary>
    /// <exception cref="ArgumentException">There is neither.</exception>
    public void ReadStart(MiniatureOptions options)
    {
        if (options.From is { } released)
        {
            StageWeights.ReadReleased(
                Path.Combine(released, StageWeights.UNetFile), UNetWeights, StageWeights.UNetName);
            StageWeights.ReadReleased(
                Path.Combine(released, StageWeights.TextFile), TextWeights, name => name);
        }
        else if (StageWeights.ReadAverages(options.Folder, TextStage.Name, TextWeights) is null)
            throw new ArgumentException($"{options.Folder} has no text encoder: run that stage first.");
    }

    /// <summary>The UNet's answer for a batch, with its own captions or others.</summary>
    public Tensor Predict(Operations ops, DenoisingBatch batch, CaptionBatch captions)
    {
        var context = _text.Forward(ops, captions.Ids, captions.Ends, new ClipReading()).Tokens;
        return _unet.Forward(ops, batch.Noisy, batch.Timesteps, new Conditioning(context));
    }
}
