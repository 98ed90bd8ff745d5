using System.Text.Json;
using Mezzotint.Diffusion.Families;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>A whole small SD 1 checkpoint from prompt to picture: the folder tiny/e2e_sd1 of the golden data.</summary>
public static class E2eParity
{
    const string Folder = "tiny/e2e_sd1";
    const string Vocabulary = "tokenizer/bpe_simple_vocab_16e6.txt.gz";

    /// <summary>Loads the checkpoint as a pipeline would, and runs every recorded step of its way.</summary>
    /// <param name="goldenFolder">Holds tiny/e2e_sd1.</param>
    /// <param name="weightsFolder">Another golden folder, for the checkpoint and the vocabulary if the first lacks
    /// them; null for none.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder, string? weightsFolder = null)
    {
        string[] folders = weightsFolder is null ? [goldenFolder] : [goldenFolder, weightsFolder];
        if (!File.Exists(Path.Combine(goldenFolder, Folder, "io.safetensors")))
            yield break;
        if (ModelParity.Find($"{Folder}/checkpoint.safetensors", folders) is not { } checkpoint
            || ModelParity.Find(Vocabulary, folders) is not { } vocabulary)
        {
            yield return ParityResult.Skip(
                Folder, "the checkpoint or the vocabulary is not here: name the folder that has them with --weights");
            yield break;
        }
        using var values = Checkpoint.Open(Path.Combine(goldenFolder, Folder, "io.safetensors"));
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldenFolder, Folder, "e2e.json")));
        var heads = json.RootElement.GetProperty("clip").GetProperty("num_attention_heads").GetInt32();
        using var model = ModelLoader.Build(SingleFileSource.Read(checkpoint, heads), vocabulary, prediction: null);
        var run = new GoldenRun(model, values, json.RootElement);
        yield return Judge(values, "text", run.CompareText);
        if (values.Contains("unet_single.x"))
            yield return Judge(values, "unet", run.CompareUNet);
        foreach (var name in run.Names)
            yield return Judge(values, name, comparison => run.CompareRun(name, comparison));
    }

    static ParityResult Judge(Checkpoint values, string name, Action<GoldenComparison> compare)
    {
        try
        {
            var comparison = new GoldenComparison(values);
            compare(comparison);
            return comparison.Judge($"{Folder}/{name}");
        }
        catch (Exception error) when (error is CheckpointException || ParityResult.IsCaseError(error))
        {
            return new ParityResult($"{Folder}/{name}", ParityOutcome.Failed, 0, 0, error.Message);
        }
    }
}
