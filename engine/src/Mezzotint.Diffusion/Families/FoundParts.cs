using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>The parts that a transformer needs besides, as they are found in one file after the other.</summary>
sealed class FoundParts(DenoiserConfig denoiser)
{
    const string ClipMark = "text_model.embeddings.token_embedding.weight";
    const string DecoderMark = "decoder.conv_in.weight";

    static readonly string[] AutoencoderPrefixes = ["first_stage_model.", "vae.", ""];
    static readonly string[] T5Prefixes = ["text_encoders.t5xxl.transformer.", ""];

    static readonly (string Prefix, bool? IsSecond)[] ClipPrefixes =
        [("text_encoders.clip_l.transformer.", false), ("text_encoders.clip_g.transformer.", true), ("", null)];

    readonly bool _isFlux = denoiser is FluxConfig;
    WeightReader? _clipL;
    WeightReader? _clipG;

    /// <summary>The CLIP encoders that were found, in the family's order.</summary>
    public IEnumerable<WeightReader> Clips => new[] { _clipL, _clipG }.OfType<WeightReader>();

    /// <summary>The T5 encoder; null until it is found.</summary>
    public WeightReader? T5 { get; private set; }

    /// <summary>The autoencoder, in the names of single files; null until it is found.</summary>
    public WeightReader? Autoencoder { get; private set; }

    /// <summary>Whether nothing is left to look for.</summary>
    public bool IsComplete =>
        _clipL is not null && T5 is not null && Autoencoder is not null && (_isFlux || _clipG is not null);

    /// <summary>All that was found.</summary>
    public IEnumerable<WeightReader> Readers => Clips.Concat(new[] { T5, Autoencoder }.OfType<WeightReader>());

    /// <summary>Takes what a file has and is not there yet.</summary>
    /// <returns>Whether it had any.</returns>
    public bool TakeFrom(Checkpoint file)
    {
        var before = Readers.Count();
        T5 ??= T5Prefixes.Select(prefix => T5Names.Find(file, prefix)).FirstOrDefault(found => found is not null);
        foreach (var (prefix, isSecond) in ClipPrefixes)
            if (file.Contains(prefix + ClipMark))
                TakeClip(new WeightReader(file).Scope(prefix), isSecond ?? IsClipG(file));
        Autoencoder ??= FindAutoencoder(file);
        return Readers.Count() > before;
    }

    /// <summary>A sentence for each part that the family cannot do without and that was not found.</summary>
    /// <param name="path">The transformer's file.</param>
    public IEnumerable<string> Missing(string path)
    {
        if (_clipL is null)
            yield return PartAdvice.ClipL(path);
        if (_clipG is null && !_isFlux)
            yield return PartAdvice.ClipG(path);
        if (T5 is null && _isFlux)
            yield return PartAdvice.T5(path);
        if (Autoencoder is null)
            yield return _isFlux ? PartAdvice.FluxAutoencoder(path) : PartAdvice.StableAutoencoder(path);
    }

    void TakeClip(WeightReader reader, bool isSecond)
    {
        if (!isSecond)
            _clipL ??= reader;
        else if (!_isFlux)
            _clipG ??= reader;
    }

    /// <summary>By its name, else by its width.</summary>
    static bool IsClipG(Checkpoint file)
    {
        const int width = 1280;
        var name = Path.GetFileName(file.Path);
        return name.Contains("clip_g", StringComparison.OrdinalIgnoreCase)
            || file.Find(ClipMark)?.Lengths is [_, width];
    }

    WeightReader? FindAutoencoder(Checkpoint file)
    {
        if (IsOfAnother(Path.GetFileName(file.Path)))
            return null;
        foreach (var prefix in AutoencoderPrefixes)
            if (file.Find(prefix + DecoderMark)?.Lengths is [_, var channels, ..] && channels == denoiser.InputChannels)
                return file.Contains(prefix + "decoder.mid.block_1.conv1.weight")
                    ? new WeightReader(file).Scope(prefix) : InFolderNames(file);
        return null;
    }

    /// <summary>SD 3's autoencoder and FLUX.1's are the same network: only their names tell them apart.</summary>
    bool IsOfAnother(string name)
    {
        bool Has(string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
        return _isFlux ? Has("sd3") : Has("flux") || name.StartsWith("ae.", StringComparison.OrdinalIgnoreCase);
    }

    static WeightReader? InFolderNames(Checkpoint file)
    {
        if (!file.Contains("decoder.mid_block.resnets.0.conv1.weight"))
            return null;
        var levels = SingleFileConfigs.Count(file.Contains, "encoder.down_blocks.", ".resnets.0.conv1.weight");
        var counted = new AutoencoderConfig
        {
            Channels = new int[Math.Max(1, levels)], // names depend on their number alone
            ResidualBlocks = 1,
            LatentChannels = 1,
        };
        return new WeightReader(file, name => [new TensorPart(AutoencoderFolderNames.From(name, counted))]);
    }
}
