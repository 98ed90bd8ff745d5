using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>What a model's files hold, without running it.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Family">The family's name.</param>
/// <param name="Layout">How it lies on the disk.</param>
/// <param name="Variant">What its denoiser is fed besides the latent.</param>
/// <param name="Prediction">What its denoiser outputs.</param>
/// <param name="DefaultSize">Edge in pixels of the pictures it was trained on.</param>
/// <param name="Parameters">Numbers that its networks hold.</param>
/// <param name="SizeBytes">Bytes of its files of weights.</param>
/// <param name="Missing">A sentence for each weight that is missing or misshapen, and each missing part.</param>
/// <param name="Unexpected">Names of tensors that none of its networks has.</param>
public sealed record ModelInspection(
    string Path, string Family, ModelLayout Layout, ModelVariant Variant, PredictionType Prediction, int DefaultSize,
    long Parameters, long SizeBytes, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected)
{
    /// <summary>The networks, each with its file and precision.</summary>
    public IReadOnlyList<InspectedPart> Parts { get; init; } = [];

    /// <summary>Files near it with its other parts and their vocabularies; none for a model that is whole.</summary>
    public IReadOnlyList<string> OtherFiles { get; init; } = [];

    /// <summary>A sentence for each part that no file has, T5's vocabulary among them, with where it is usually
    /// found.</summary>
    public IReadOnlyList<string> MissingParts { get; init; } = [];

    /// <summary>A sentence for each weight and each part that it cannot be run without.</summary>
    public IEnumerable<string> Lacking => Missing.Union(MissingParts);

    /// <summary>About how much memory it takes while it paints.</summary>
    public MemoryNeed Memory { get; init; }

    /// <summary>What it is used with where a user does not say.</summary>
    public required GenerationDefaults Defaults { get; init; }

    /// <summary>The licence of the models that the family was published with; a file's own may differ.</summary>
    public required string Licence { get; init; }

    /// <summary>Inspects a single file or a diffusers folder.</summary>
    /// <exception cref="CheckpointException">It is unreadable, or of no layout or family that this engine
    /// knows.</exception>
    public static ModelInspection Of(string path)
    {
        using var source = ModelSource.Open(path);
        var family = ModelFamily.Of(source);
        var (parts, missing) = (new List<InspectedPart>(), new List<string>());
        var bytes = 0L;
        void Take(string name, WeightReader reader, Action<WeightSource> build)
        {
            var collector = new PartCollector(reader, missing);
            build(new WeightSource(collector.Get));
            parts.Add(collector.Part(name));
            bytes += collector.Bytes;
        }
        Take("denoiser", source.DenoiserReader, weights => family.Complete(source.Denoiser).Build(weights));
        if (source.AutoencoderReader is { } autoencoder)
            Take("autoencoder", autoencoder, weights => _ = new KlAutoencoder(weights, source.Autoencoder));
        foreach (var text in source.Texts)
            Take("CLIP", text.Reader, weights => _ = new ClipTextEncoder(weights, text.Config));
        var others = bytes;
        if (source.T5 is { } t5)
            Take("T5", t5.Reader, weights => _ = new T5TextEncoder(weights, t5.Config));
        missing.AddRange(source.MissingParts);
        var prediction = source.Noise.Prediction ?? family.GuessPrediction(source);
        var (size, all) = (family.SizeOf(source, prediction), parts.Sum(part => part.Parameters));
        return new ModelInspection(
            path, family.NameOf(source), source.Layout, ModelFamily.VariantOf(source), prediction, size, all,
            source.SizeBytes, missing, [.. source.Unexpected()])
        {
            Parts = parts,
            OtherFiles = [.. source.OtherFiles()],
            MissingParts = source.T5 is { Vocabulary: null }
                ? [.. source.MissingParts, PartAdvice.T5Vocabulary(path)] : source.MissingParts,
            Memory = MemoryNeed.Of(others, bytes - others, source.Autoencoder, size),
            Defaults = family.Defaults(source),
            Licence = family.Licence(source),
        };
    }
}
