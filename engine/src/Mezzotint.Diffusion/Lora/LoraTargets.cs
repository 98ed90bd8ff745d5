using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Lora;

/// <summary>A model's weights by the names that LoRA files have for them.</summary>
/// <remarks>
/// Trainers name a weight after the module it belongs to, in the naming of whichever program they train with, and some
/// write dots as underscores. Here every name of a weight is a key: the network's part, a colon, the path with
/// underscores. So <c>unet:down_blocks_0_attentions_0_proj_in</c> and <c>unet:input_blocks_1_1_proj_in</c> are the
/// same weight.
/// </remarks>
public sealed class LoraTargets
{
    /// <summary>The part of denoisers, UNet or transformer.</summary>
    internal const string Denoiser = "unet";

    const string Suffix = ".weight";

    readonly Dictionary<string, List<LoraTarget>> _byKey = new(StringComparer.Ordinal);
    readonly HashSet<Weight> _beside = [];

    /// <summary>The part of a text encoder, counted from 0.</summary>
    internal static string Text(int index) => $"text{index + 1}";

    /// <summary>Adds a UNet under its names of single files and of diffusers folders.</summary>
    /// <param name="weights">By their single-file names below the network's prefix.</param>
    /// <param name="config">The network's sizes: they say which level a block belongs to.</param>
    public void AddUNet(IEnumerable<KeyValuePair<string, Weight>> weights, UNetConfig config)
    {
        foreach (var (path, weight) in Matrices(weights))
        {
            AddWhole(Denoiser, path, weight);
            var folder = UNetFolderNames.From(path + Suffix, config)[..^Suffix.Length];
            if (folder != path)
                AddWhole(Denoiser, folder, weight);
        }
    }

    /// <summary>Adds a transformer (SD 3, FLUX.1) under its names of single files, of diffusers and of XLabs.</summary>
    /// <param name="weights">By their single-file names below the network's prefix.</param>
    public void AddTransformer(IEnumerable<KeyValuePair<string, Weight>> weights)
    {
        foreach (var (path, weight) in Matrices(weights))
        {
            AddWhole(Denoiser, path, weight);
            foreach (var alias in TransformerLoraNames.Of(path, weight.Shape[0], weight.Shape[1]))
                Add(Denoiser, alias.Path, new LoraTarget(weight, alias.FirstRow, alias.RowCount, alias.FirstModuleRow));
        }
    }

    /// <summary>Adds a text encoder, counted from 0, whose weights have Hugging Face's names.</summary>
    public void AddText(int index, IEnumerable<KeyValuePair<string, Weight>> weights)
    {
        foreach (var (path, weight) in Matrices(weights))
            AddWhole(Text(index), path, weight);
    }

    /// <summary>Adds a T5 encoder, whose weights have Hugging Face's names.</summary>
    /// <remarks>
    /// It is the third encoder of SD 3 and, by whoever writes a file, the second or the third of FLUX.1; CLIP's names
    /// are others. Its network is made anew for each text, so LoRAs go beside its layers and not into its weights.
    /// </remarks>
    public void AddT5(IEnumerable<KeyValuePair<string, Weight>> weights)
    {
        foreach (var (path, weight) in Matrices(weights))
        {
            AddWhole(Text(1), path, weight);
            AddWhole(Text(2), path, weight);
            _beside.Add(weight);
        }
    }

    /// <summary>Whether LoRAs go beside this weight.</summary>
    internal bool IsBeside(Weight weight) => _beside.Contains(weight);

    /// <summary>What a module of this key changes; nothing where the model has no such weight.</summary>
    public IReadOnlyList<LoraTarget> Find(string key) => _byKey.GetValueOrDefault(key) ?? [];

    static IEnumerable<(string Path, Weight Weight)> Matrices(IEnumerable<KeyValuePair<string, Weight>> weights) =>
        weights.Where(weight => weight.Value.Shape.Rank >= 2 && weight.Key.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(weight => (weight.Key[..^Suffix.Length], weight.Value));

    void AddWhole(string part, string path, Weight weight) =>
        Add(part, path, new LoraTarget(weight, 0, weight.Shape[0], 0));

    void Add(string part, string path, LoraTarget target)
    {
        var key = Key(part, path);
        if (!_byKey.TryGetValue(key, out var targets))
            _byKey.Add(key, targets = []);
        targets.Add(target);
    }

    /// <summary>The key of a path inside a part.</summary>
    internal static string Key(string part, string path) => $"{part}:{path.Replace('.', '_')}";
}
