using Mezzotint.Imaging;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

/// <summary>A folder for one test, with a model in it where one is asked for.</summary>
sealed class Workplace : IDisposable
{
    const string Vocabulary = "bpe_simple_vocab_16e6.txt.gz";

    public string Folder { get; } = Directory.CreateTempSubdirectory("mezzotint-cli-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>All files, whole or partial, but for those that the test put there.</summary>
    public IEnumerable<string> MadeFiles => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path)).Where(path =>
            !path.StartsWith("given", StringComparison.Ordinal));

    public CliResult Run(params string[] arguments) => CliProcess.Run(Folder, arguments);

    /// <summary>
    /// The path of a tiny model with random weights, whole and with its vocabulary; skips the test where there is none.
    /// </summary>
    public string GivenModel()
    {
        var golden = Golden() ?? throw new InvalidOperationException();
        Directory.CreateDirectory(this["given"]);
        File.Copy(Path.Combine(golden, "tiny", "e2e_sd1", "checkpoint.safetensors"), this["given/model.safetensors"],
            overwrite: true);
        File.Copy(Path.Combine(golden, "tokenizer", Vocabulary), Path.Combine(this["given"], Vocabulary),
            overwrite: true);
        return this["given/model.safetensors"];
    }

    /// <summary>The path of a tiny FLUX.1 transformer without its other parts, with CLIP's vocabulary.</summary>
    public string GivenTransformer()
    {
        var golden = Golden() ?? throw new InvalidOperationException();
        Directory.CreateDirectory(this["given"]);
        File.Copy(Path.Combine(golden, "tiny", "flux_schnell.weights.safetensors"), this["given/flux1.safetensors"]);
        File.Copy(Path.Combine(golden, "tokenizer", Vocabulary), Path.Combine(this["given"], Vocabulary));
        return this["given/flux1.safetensors"];
    }

    /// <summary>The same model with its tensors changed.</summary>
    public string GivenModel(Action<Dictionary<string, Tensor>> change)
    {
        var path = GivenModel();
        var tensors = new Dictionary<string, Tensor>();
        using (var file = SafetensorsFile.Open(path))
            foreach (var name in file.Entries.Keys)
                tensors.Add(name, file.Read(name));
        change(tensors);
        SafetensorsWriter.Write(path, tensors);
        return path;
    }

    /// <summary>A smooth picture file.</summary>
    public string GivenPicture(string name, int width, int height, int channels = 3)
    {
        var samples = new byte[width * height * channels];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (byte)(255 * (i / channels % width) / width);
        var format = ImageFormats.Parse(Path.GetExtension(name))!.Value;
        return GivenFile(name, ImageEncoder.Encode(new Pixels(width, height, channels, samples), format));
    }

    public string GivenFile(string name, byte[] content)
    {
        var path = this["given-" + name];
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The golden data beside the repository.</summary>
    public static string? Golden()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "shared", "golden", "tiny", "e2e_sd1")))
                return Path.Combine(folder, "shared", "golden");
        Assert.Skip("shared/golden, which holds the tiny model, is not there.");
        return null;
    }
}
