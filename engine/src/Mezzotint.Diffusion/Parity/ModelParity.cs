using System.Text.Json;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Networks against reference implementations on small random weights: the folder <c>tiny</c> of the golden data.</summary>
public static class ModelParity
{
    /// <summary>Runs every model of a folder.</summary>
    /// <param name="folder">Holds X.json and X.io.safetensors, and X.weights.safetensors unless they stand elsewhere.</param>
    /// <param name="weightsFolder">Where weights are looked for that <paramref name="folder"/> lacks; null for nowhere.</param>
    /// <returns>One result a model, as it is done.</returns>
    public static IEnumerable<ParityResult> Run(string folder, string? weightsFolder = null)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            if (File.Exists(path[..^".json".Length] + ".io.safetensors"))
                yield return RunCase(path, [folder, .. weightsFolder is null ? Array.Empty<string>() : [weightsFolder]]);
    }

    static ParityResult RunCase(string path, IReadOnlyList<string> folders)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            if (RunnerOf(path) is not { } run)
                return new ParityResult(name, ParityOutcome.Skipped, Note: "no model family of this version uses it");
            // taesd3 lists only what differs from taesd.
            string[] stems = name == "taesd3" ? [name, "taesd"] : name == "timestep_embedding" ? [] : [name];
            var weights = stems.Select(stem => Find(stem + ".weights.safetensors", folders)).ToArray();
            if (weights.Contains(null))
                return new ParityResult(name, ParityOutcome.Skipped, Note: "its weights are missing here: name their folder with --weights");
            using var golden = GoldenCase.Open(path, weights!);
            var comparison = new GoldenComparison(golden);
            run(new CpuOperations(), golden, comparison);
            return Judge(name, comparison);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new ParityResult(name, ParityOutcome.Failed, double.PositiveInfinity, Note: error.Message);
        }
    }

    internal static ParityResult Judge(string name, GoldenComparison comparison) => new(
        name,
        comparison.Count > 0 && comparison.Error <= comparison.Tolerance ? ParityOutcome.Passed : ParityOutcome.Failed,
        comparison.Error, comparison.Tolerance, comparison.Worst is { } worst ? $"{comparison.Count} tensors, worst {worst}" : "nothing was compared");

    /// <summary>The first of the folders' files of this name.</summary>
    internal static string? Find(string file, IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    static Action<Operations, GoldenCase, GoldenComparison>? RunnerOf(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var architecture = json.RootElement.TryGetProperty("arch", out var value) ? value.GetString() : Path.GetFileNameWithoutExtension(path);
        return architecture switch
        {
            "CLIPTextModel" or "CLIPTextModelWithProjection" => GoldenText.Run,
            "OpenCLIP text tower" => GoldenText.RunOpenClip,
            "ldm UNetModel" or "sgm UNetModel" => GoldenUNet.Run,
            "AutoencoderKL" => GoldenAutoencoder.Run,
            "FLUX/SD3-type 16-channel VAE without quant convs" => GoldenAutoencoder.RunFlux,
            "TAESD" => GoldenAutoencoder.RunTiny,
            "timestep_embedding" => static (_, golden, comparison) => GoldenUNet.RunEmbedding(golden, comparison),
            _ => null,
        };
    }
}
