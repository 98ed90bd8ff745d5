using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>
/// TAESD's weights in any of the three namings they are found in: bare, prefixed in one file, or diffusers'.
/// </summary>
public sealed class TinyAutoencoderFile : IDisposable
{
    readonly WeightReader _root;

    TinyAutoencoderFile(Checkpoint file)
    {
        _root = new WeightReader(file, name => [new TensorPart(Locate(file, name))]);
        var (encoder, decoder) = (_root.Scope("encoder."), _root.Scope("decoder."));
        var (hasEncoder, hasDecoder) = (encoder.Contains("0.weight"), decoder.Contains("1.weight"));
        if (!hasEncoder && !hasDecoder)
            throw new CheckpointException(
                file.Path,
                $"{file.Path} holds no tiny autoencoder: get taesd_decoder.safetensors of the model's family.");
        var latents = hasDecoder ? decoder.ShapeOf("1.weight") : encoder.ShapeOf("14.weight");
        var channels = latents is { Rank: 4 } shape ? shape[hasDecoder ? 1 : 0] : 0;
        Network = new TinyAutoencoder(
            hasEncoder ? WeightSource.From(encoder) : null, hasDecoder ? WeightSource.From(decoder) : null, channels);
        (HasDecoder, LatentChannels) = (hasDecoder, channels);
    }

    /// <summary>The network, with the halves that the file has.</summary>
    public TinyAutoencoder Network { get; }

    /// <summary>Whether it can decode.</summary>
    public bool HasDecoder { get; }

    /// <summary>Channels of its latents.</summary>
    public int LatentChannels { get; }

    /// <summary>Tensors that the network has no use for.</summary>
    public IEnumerable<string> Unexpected => _root.Unused;

    /// <summary>Opens a file.</summary>
    /// <exception cref="CheckpointException">It is unreadable, or holds no tiny autoencoder.</exception>
    public static TinyAutoencoderFile Open(string path)
    {
        var file = Checkpoint.Open(path);
        try
        {
            return new TinyAutoencoderFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Checkpoint.Dispose();

    /// <summary>The file's name for <c>encoder.N...</c> or <c>decoder.N...</c>.</summary>
    static string Locate(Checkpoint file, string name)
    {
        var (half, rest) = (name[..name.IndexOf('.')], name[(name.IndexOf('.') + 1)..]);
        if (file.Contains($"taesd_{half}.{(half == "encoder" ? 0 : 1)}.weight"))
            return $"taesd_{half}.{rest}";
        if (file.Contains($"{half}.layers.0.weight"))
            return $"{half}.layers.{(half == "decoder" ? Before(rest) : rest)}";
        // Bare names: only the encoder has a layer 0 with weights.
        return file.Contains("0.weight") == (half == "encoder") ? rest : name;
    }

    /// <summary>diffusers leaves out the decoder's first step, which has no weights.</summary>
    static string Before(string rest)
    {
        var dot = rest.IndexOf('.');
        return $"{int.Parse(rest.AsSpan(0, dot)) - 1}{rest[dot..]}";
    }
}
