using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// A transformer of SD 3, SD 3.5 or FLUX.1 in one file, whose other parts stand in the same file or in others near it.
/// </summary>
sealed class TransformerFileSource : ModelSource
{
    static readonly AutoencoderConfig UsualAutoencoder = new()
    {
        Channels = [128, 256, 512, 512],
        ResidualBlocks = 2,
        LatentChannels = 16,
        HasQuantization = false,
    };

    /// <inheritdoc/>
    public override ModelLayout Layout => ModelLayout.SingleFile;

    /// <summary>Opens a file.</summary>
    /// <returns>Null where it holds no such transformer.</returns>
    /// <exception cref="CheckpointException">It is no readable file, or one near it is none.</exception>
    public static TransformerFileSource? TryRead(string path)
    {
        var files = new List<Checkpoint>();
        try
        {
            files.Add(Checkpoint.Open(path));
            if (TransformerNames.Find(files[0]) is { } reader)
                return Read(path, reader, files);
            files[0].Dispose();
            return null;
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    static TransformerFileSource Read(string path, WeightReader reader, List<Checkpoint> files)
    {
        RefuseScaled(files[0]);
        var denoiser = TransformerConfigs.Denoiser(reader);
        var isFlux = denoiser is FluxConfig;
        var parts = new FoundParts(denoiser);
        parts.TakeFrom(files[0]);
        foreach (var file in Neighbours.Files(path))
        {
            if (parts.IsComplete)
                break;
            files.Add(Checkpoint.Open(file));
            if (parts.TakeFrom(files[^1]))
                RefuseScaled(files[^1]);
            else
            {
                files[^1].Dispose();
                files.RemoveAt(files.Count - 1);
            }
        }
        return new TransformerFileSource
        {
            Path = path,
            Roots = [reader, .. parts.Readers],
            Denoiser = denoiser,
            DenoiserReader = reader,
            Autoencoder = parts.Autoencoder is { } found ? SingleFileConfigs.Autoencoder(found) : UsualAutoencoder,
            AutoencoderReader = parts.Autoencoder,
            Texts = [.. parts.Clips.Select((clip, index) => Text(path, clip, index, isFlux))],
            T5 = parts.T5 is { } t5 ? new T5Source(
                TransformerConfigs.T5(t5), t5, Neighbours.Named(path, T5Source.VocabularyFile)) : null,
            MissingParts = [.. parts.Missing(path)],
            Noise = NoiseSettings.FromFile(files[0]),
        };
    }

    static TextSource Text(string path, WeightReader reader, int index, bool isFlux)
    {
        var config = SingleFileConfigs.Text(reader, index == 0 ? Activation.QuickGelu : Activation.Gelu);
        return new TextSource(
            isFlux ? config with { ProjectionWidth = 0 } : config, reader, Neighbours.ClipVocabulary(path));
    }

    /// <summary>Files whose F8 values are to be multiplied by factors of their own would be read wrongly.</summary>
    static void RefuseScaled(Checkpoint file)
    {
        var scaled = file.Names.FirstOrDefault(name => name.EndsWith(".scale_weight", StringComparison.Ordinal));
        if (scaled is not null)
            throw new CheckpointException(
                file.Path, $"{file.Path} holds scaled F8 weights ('{scaled}'), which are not supported: take the file "
                    + "in fp16, bf16, plain fp8 or as GGUF.", scaled);
    }
}
