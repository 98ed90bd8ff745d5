using System.Globalization;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Training.Miniature;

/// <summary>Stage E: the averaged weights are written in half precision, in the diffusers layout of SD 1.</summary>
static class ExportStage
{
    /// <summary>What all weights may take together.</summary>
    const long MaxBytes = 16_000_000;

    /// <summary>Writes the model.</summary>
    /// <returns>True.</returns>
    /// <exception cref="ArgumentException">A stage that must run before has not, or the model is too large.</exception>
    public static bool Run(MiniatureOptions options, TextWriter log)
    {
        var networks = new DenoiserNetworks(0);
        if (StageWeights.ReadAverages(options.Folder, DenoiserStage.Name, networks.Weights) is not { } steps)
            throw new ArgumentException($"{options.Folder} has no denoiser: run that stage first.");
        var autoencoder = Autoencoder(options);
        var bytes = 2L * networks.Weights.Concat(autoencoder).Sum(weight => weight.Shape.Count);
        if (bytes > MaxBytes)
            throw new ArgumentException(
                $"The model's weights would take {bytes:n0} bytes, at most {MaxBytes:n0} may be: make it smaller.");
        var note = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["denoiser_steps"] = steps.ToString(CultureInfo.InvariantCulture),
        };
        Write(StageWeights.AutoencoderFile, autoencoder, StageWeights.AutoencoderName);
        Write(StageWeights.UNetFile, networks.UNetWeights, StageWeights.UNetName);
        Write(StageWeights.TextFile, networks.TextWeights, name => name);
        ModelFolder.WriteConfigs(options.Output);
        log.WriteLine(
            $"export: {options.Output} holds {bytes / 2:n0} parameters in {bytes:n0} bytes, trained for {steps} steps");
        return true;

        void Write(string file, IReadOnlyList<Weight> weights, Func<string, string> folderName)
        {
            var path = Path.Combine(options.Output, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var entries = weights.Select(weight => ModelFolder.Entry(folderName(weight.Name), weight.Value));
            SafetensorsWriter.Write(path, entries, note, DType.F16);
        }
    }

    /// <summary>The autoencoder's weights, the norm of its latents folded in.</summary>
    static IReadOnlyList<Weight> Autoencoder(MiniatureOptions options)
    {
        var weights = new FreshWeights(0, _ => false);
        _ = new KlAutoencoder(weights.Source, MiniatureSizes.Autoencoder);
        LatentStage.ReadAutoencoder(options, weights.All);
        LatentNorm.Of(LatentFile.Read(options.Folder, options.Scenes)).FoldInto(weights.All);
        return weights.All;
    }
}
