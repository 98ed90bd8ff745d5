using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
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
    /// <summary>Inspects a single file or a diffusers folder.</summary>
    /// <exception cref="CheckpointException">It is unreadable, or of no layout or family that this engine
    /// knows.</exception>
    public static ModelInspection Of(string path)
    {
        using var source = ModelSource.Open(path);
        var family = ModelFamily.Of(source);
        var (parameters, missing) = (0L, new List<string>());
        WeightSource Collect(WeightReader reader) => new((name, shape) =>
        {
            parameters += shape.Count;
            try
            {
                return reader.Require(name, [.. Lengths(shape)]);
            }
            catch (CheckpointException error)
            {
                missing.Add(error.Message);
                return new Weight(name, shape, () => throw error);
            }
        });
        _ = family.Complete(source.Denoiser).Build(Collect(source.DenoiserReader));
        if (source.AutoencoderReader is { } autoencoder)
            _ = new KlAutoencoder(Collect(autoencoder), source.Autoencoder);
        foreach (var text in source.Texts)
            _ = new ClipTextEncoder(Collect(text.Reader), text.Config);
        if (source.T5 is { } t5)
            _ = new T5TextEncoder(Collect(t5.Reader), t5.Config);
        missing.AddRange(source.MissingParts);
        var prediction = source.Noise.Prediction ?? family.GuessPrediction(source);
        return new ModelInspection(
            path, family.NameOf(source), source.Layout, ModelFamily.VariantOf(source), prediction,
            family.SizeOf(source, prediction), parameters, source.SizeBytes, missing, [.. source.Unexpected()]);
    }

    static int[] Lengths(Shape shape)
    {
        var lengths = new int[shape.Rank];
        shape.CopyTo(lengths);
        return lengths;
    }
}
