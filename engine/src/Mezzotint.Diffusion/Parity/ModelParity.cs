using System.Text.Json;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>
/// Networks against reference implementations on small random weights: the folder <c>tiny</c> of the golden data.
/// </summary>
public static class ModelParity
{
    const string Folder = "tiny";

    /// <summary>Runs every model of a golden folder.</summary>
    /// <param name="goldenFolder">Holds tiny/X.json and tiny/X.io.safetensors, and tiny/X.weights.safetensors unless
    /// they stand elsewhere.</param>
    /// <param name="weightsFolder">Another golden folder, for weights that the first lacks; null for none.</param>
    /// <returns>One result a model, as it is done.</returns>
    public static IEnumerable<ParityResult> Run(string goldenFolder, string? weightsFolder = null)
    {
        var folder = Path.Combine(goldenFolder, Folder);
        if (!Directory.Exists(folder))
            yield break;
        string[] folders = weightsFolder is null ? [folder] : [folder, Path.Combine(weightsFolder, Folder)];
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            if (File.Exists(path[..^".json".Length] + ".io.safetensors"))
                yield return RunCase(path, folders);
    }

    static ParityResult RunCase(string path, IReadOnlyList<string> folders)
    {
        var name = $"{Folder}/" + Path.GetFileNameWithoutExtension(path);
        try
        {
            if (RunnerOf(path) is not { } run)
                return ParityResult.Skip(name, "no model family of this version uses it");
            using var golden = GoldenCase.Open(path, WeightFiles(Path.GetFileNameWithoutExtension(path), folders));
            var comparison = new GoldenComparison(golden.Values);
            run(new CpuOperations(), golden, comparison);
            return comparison.Judge(name);
        }
        catch (SkipCaseException skip)
        {
            return ParityResult.Skip(name, skip.Message);
        }
        catch (Exception error) when (error is CheckpointException || ParityResult.IsCaseError(error))
        {
            return new ParityResult(name, ParityOutcome.Failed, 0, 0, error.Message);
        }
    }

    /// <summary>The files of a case's weights; taesd3's lists only what differs from taesd's.</summary>
    static IEnumerable<string> WeightFiles(string name, IReadOnlyList<string> folders)
    {
        string[] stems = name switch
        {
            "taesd3" => [name, "taesd"],
            "timestep_embedding" => [],
            "controlnet" => [name, "sd1_unet_small"],
            "lora_kohya" => ["sd1_unet_small", "lora_kohya_lora", "lora_kohya_locon"],
            _ => [name],
        };
        return stems.Select(stem => Find(stem + ".weights.safetensors", folders) ?? throw new SkipCaseException(
            $"{stem}.weights.safetensors is not here: name the folder that has it with --weights"));
    }

    /// <summary>The first of the folders' files of this name.</summary>
    internal static string? Find(string file, IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    static Action<Operations, GoldenCase, GoldenComparison>? RunnerOf(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var architecture = json.RootElement.TryGetProperty("arch", out var value) ? value.GetString()
            : Path.GetFileNameWithoutExtension(path);
        return architecture switch
        {
            "CLIPTextModel" or "CLIPTextModelWithProjection" => GoldenText.Run,
            "OpenCLIP text tower" => GoldenText.RunOpenClip,
            "T5EncoderModel (v1.1, gated gelu_new)" => GoldenT5.Run,
            "ldm UNetModel" or "sgm UNetModel" => GoldenUNet.Run,
            "MMDiTX" => GoldenTransformer.RunMMDiT,
            "Flux" => GoldenTransformer.RunFlux,
            "AutoencoderKL" => GoldenAutoencoder.Run,
            "FLUX/SD3-type 16-channel VAE without quant convs" => GoldenAutoencoder.RunFlux,
            "TAESD" => GoldenAutoencoder.RunTiny,
            "lora_kohya" => GoldenLora.Run,
            "ControlNet SD1" => GoldenControl.Run,
            "CLIPSegForImageSegmentation" => GoldenMask.RunClipSeg,
            "U2NET" or "U2NETP" => GoldenMask.RunSalient,
            "RRDBNet" or "SRVGGNetCompact" => GoldenUpscaler.Run,
            "timestep_embedding" => static (_, golden, comparison) => GoldenUNet.RunEmbedding(golden, comparison),
            _ => null,
        };
    }
}
