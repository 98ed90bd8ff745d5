using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Miniature;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Miniature;

/// <summary>A working folder with networks at random in it, as if the stages had run.</summary>
sealed class WorkingFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mezzotint-miniature-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public MiniatureOptions Options(MiniatureStage stage) => new()
    {
        Stage = stage,
        Minutes = 10,
        Folder = Path,
        Output = System.IO.Path.Combine(Path, "model"),
        Scenes = 8,
    };

    public void SaveAutoencoder()
    {
        var weights = new FreshWeights(1, _ => false);
        _ = new KlAutoencoder(weights.Source, MiniatureSizes.Autoencoder);
        Save(weights.All, AutoencoderStage.Name);
    }

    /// <summary>Nothing in it is 0, so that each weight shows in its answers.</summary>
    public DenoiserNetworks SaveDenoiser()
    {
        var networks = new DenoiserNetworks(1);
        var random = new Random(2);
        foreach (var weight in networks.Weights)
            if (weight.Value.Span.IndexOfAnyExcept(0) < 0)
                Normal.Fill(weight.Value.Span, random, 0.05f);
        Save(networks.Weights, DenoiserStage.Name);
        return networks;
    }

    public void SaveText() => Save(new DenoiserNetworks(1).TextWeights, TextStage.Name);

    /// <summary>Latents at random, of mean 1.</summary>
    public void SaveLatents(int count)
    {
        using var stream = LatentFile.Append(Path, autoencoderSteps: 0, out _);
        var random = new Random(3);
        for (var i = 0; i < count * LatentFile.Length; i++)
            stream.Write(BitConverter.GetBytes((Half)(random.NextSingle() * 4 - 1)));
    }

    void Save(IReadOnlyList<Weight> weights, string name) =>
        new TrainingState(weights, new OptimizerSettings()).Save(Path, name);
}
