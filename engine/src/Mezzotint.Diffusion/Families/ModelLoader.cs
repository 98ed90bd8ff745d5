using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>Builds a model's networks from its files.</summary>
static class ModelLoader
{
    const string OpenAiVocabulary = "bpe_simple_vocab_16e6.txt";

    /// <summary>Opens, recognises and builds a model. Weights are read when first used.</summary>
    /// <param name="path">A safetensors file or a diffusers folder.</param>
    /// <param name="vocabulary">Folder or file of the text encoders' vocabulary; null to look beside the model.</param>
    /// <param name="prediction">What the UNet outputs; null for what the files say or the family guesses.</param>
    /// <exception cref="CheckpointException">Something is missing, misshapen, unreadable or unknown.</exception>
    public static DiffusionModel Load(string path, string? vocabulary = null, PredictionType? prediction = null)
    {
        var source = ModelSource.Open(path);
        try
        {
            return Build(source, vocabulary, prediction);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Builds a model from opened files.</summary>
    /// <exception cref="CheckpointException">Something is missing, misshapen or unknown.</exception>
    public static DiffusionModel Build(ModelSource source, string? vocabulary, PredictionType? prediction)
    {
        var family = ModelFamily.Of(source);
        var variant = ModelFamily.VariantOf(source);
        var unet = new UNetModel(WeightSource.From(source.UNetReader), family.Complete(source.UNet));
        var autoencoder = new KlAutoencoder(WeightSource.From(source.AutoencoderReader), source.Autoencoder);
        var encoders = source.Texts.Select(
            text => new ClipTextEncoder(WeightSource.From(text.Reader), text.Config)).ToArray();
        CheckFit(source);
        var output = prediction ?? source.Noise.Prediction ?? family.GuessPrediction(source);
        return new DiffusionModel
        {
            Family = family,
            Source = source,
            Variant = variant,
            UNet = unet,
            Autoencoder = autoencoder,
            LatentScale = source.LatentScale ?? family.LatentScale,
            Texts = [.. encoders.Select((encoder, index) => Text(source, family, index, encoder, vocabulary))],
            Prediction = output,
            Levels = source.Noise.Levels,
            DefaultSize = family.SizeOf(source, output),
        };
    }

    /// <summary>Whether the text encoders' width is what the UNet attends to.</summary>
    static void CheckFit(ModelSource source)
    {
        var width = source.Texts.Sum(text => text.Config.Width);
        if (width != source.UNet.ContextWidth)
            throw new CheckpointException(
                source.Path,
                $"The text encoders of {source.Path} give vectors of {width}, its UNet expects "
                    + $"{source.UNet.ContextWidth}: "
                    + "they do not belong together.");
    }

    static TextPart Text(ModelSource source, ModelFamily family, int index, ClipTextEncoder encoder, string? vocabulary)
    {
        var own = source.Texts[index].TokenizerFolder;
        var path = vocabulary ?? (Directory.Exists(own) ? own : Beside(source));
        var tokenizer = ReadVocabulary(path);
        if (tokenizer.VocabularySize > encoder.Config.Vocabulary)
            throw new CheckpointException(
                path, $"The vocabulary {path} has {tokenizer.VocabularySize} tokens, the text encoder of "
                    + $"{source.Path} knows "
                    + $"{encoder.Config.Vocabulary}: take the one that belongs to the model.");
        return new TextPart(encoder, tokenizer, family.PadId(index, tokenizer.EndId));
    }

    /// <summary>The vocabulary in the folder of a model.</summary>
    static string Beside(ModelSource source)
    {
        var folder = source.Layout == ModelLayout.Folder ? source.Path
            : Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        string[] names = ["tokenizer", OpenAiVocabulary, OpenAiVocabulary + ".gz"];
        var found = names.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists);
        return found ?? throw new CheckpointException(
            source.Path,
            $"{source.Path} comes without its CLIP vocabulary: put a tokenizer folder (vocab.json, merges.txt) or "
                + $"{OpenAiVocabulary}.gz beside it, "
            + "or name one.");
    }

    static ClipTokenizer ReadVocabulary(string path)
    {
        try
        {
            return Directory.Exists(path) ? ClipVocabulary.FromFolder(path) : ClipVocabulary.FromOpenAi(path);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"The vocabulary {path} cannot be read: {error.Message}", cause: error);
        }
    }
}
