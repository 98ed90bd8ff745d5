using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Tensors;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Optimizers;
using Mezzotint.Weights;

namespace Mezzotint.Training.Miniature;

/// <summary>Puts weights that were trained before into a network: those of a stage, or of a released model.</summary>
static class StageWeights
{
    /// <summary>The released file of the autoencoder, below the model's folder.</summary>
    public static readonly string AutoencoderFile = Path.Combine("vae", "diffusion_pytorch_model.safetensors");

    /// <summary>The released file of the UNet.</summary>
    public static readonly string UNetFile = Path.Combine("unet", "diffusion_pytorch_model.safetensors");

    /// <summary>The released file of the text encoder.</summary>
    public static readonly string TextFile = Path.Combine("text_encoder", "model.safetensors");

    /// <summary>The autoencoder's name for a weight in a diffusers folder.</summary>
    public static string AutoencoderName(string name) => AutoencoderFolderNames.From(name, MiniatureSizes.Autoencoder);

    /// <summary>The UNet's name for a weight in a diffusers folder.</summary>
    public static string UNetName(string name) => UNetFolderNames.From(name, MiniatureSizes.UNet);

    /// <summary>Fills weights with the averages of a stage's newest checkpoint.</summary>
    /// <returns>The steps of that checkpoint; null, and nothing changed, where there is none.</returns>
    public static int? ReadAverages(string folder, string stage, IReadOnlyList<Weight> weights)
    {
        var state = new TrainingState(weights, new OptimizerSettings());
        if (!state.Restore(folder, stage))
            return null;
        state.Average.Swap();
        return state.Step;
    }

    /// <summary>Fills weights from a file of a released model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weights">The weights to fill.</param>
    /// <param name="folderName">What the file calls a weight.</param>
    /// <exception cref="CheckpointException">The file is missing, or of a model of other sizes.</exception>
    public static void ReadReleased(string path, IReadOnlyList<Weight> weights, Func<string, string> folderName)
    {
        using var checkpoint = Checkpoint.Open(path);
        var reader = new WeightReader(checkpoint, name => [new TensorPart(folderName(name))]);
        foreach (var weight in weights)
        {
            var lengths = new int[weight.Shape.Rank];
            weight.Shape.CopyTo(lengths);
            reader.Require(weight.Name, lengths).Value.Span.CopyTo(weight.Value.Span);
            weight.Changed();
        }
    }
}
