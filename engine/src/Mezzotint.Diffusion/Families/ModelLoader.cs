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
    /// <summary>The file of CLIP's vocabulary as OpenAI has it; packed, with ".gz" behind.</summary>
    public const string OpenAiVocabulary = "bpe_simple_vocab_16e6.txt";

    /// <summary>Opens, recognises and builds a model. Weights are read when first used.</summary>
    /// <param name="path">A safetensors or GGUF file, or a diffusers folder.</param>
    /// <param name="vocabulary">Folder or file of the text encoders' vocabulary; null to look beside the model.</param>
    /// <param name="prediction">What the denoiser outputs; null for what the files say or the family guesses.</param>
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
        if (source.MissingParts.Count > 0)
            throw new CheckpointException(source.Path, string.Join(" ", source.MissingParts));
        var bytes = 0L;
        WeightSource Counted(WeightReader reader) => WeightSource.From(
            reader, (name, shape) => bytes += MemoryNeed.BytesOf(shape, reader.DTypeOf(name)));
        var network = family.Complete(source.Denoiser).Build(Counted(source.DenoiserReader));
        var autoencoder = new KlAutoencoder(Counted(source.AutoencoderReader!), source.Autoencoder);
        var encoders = source.Texts.Select(
            text => new ClipTextEncoder(Counted(text.Reader), text.Config)).ToArray();
        CheckFit(source);
        var output = prediction ?? source.Noise.Prediction ?? family.GuessPrediction(source);
        var others = bytes;
        if (source.T5 is { } known)
            _ = new T5TextEncoder(Counted(known.Reader), known.Config);
        CheckMemory(source, MemoryNeed.Of(
            others, bytes - others, source.Autoencoder, family.SizeOf(source, output)));
        return new DiffusionModel
        {
            Family = family,
            Source = source,
            Variant = variant,
            Denoiser = source.Denoiser,
            Network = network,
            Autoencoder = autoencoder,
            LatentScale = source.LatentScale ?? family.LatentScale,
            LatentShift = source.LatentShift ?? family.LatentShift,
            Texts = [.. encoders.Select((encoder, index) => Text(source, family, index, encoder, vocabulary))],
            T5 = source.T5 is { } t5 ? T5(source, t5, vocabulary) : null,
            Prediction = output,
            DefaultSize = family.SizeOf(source, output),
        };
    }

    /// <summary>Too little memory is said before weights are read, and not by the end of the process.</summary>
    static void CheckMemory(ModelSource source, MemoryNeed need)
    {
        if (need.Problem(source.Path, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) is { } problem)
            throw new ScarceMemoryException(source.Path, problem);
    }

    /// <summary>Whether the text encoders' width is what the denoiser attends to.</summary>
    static void CheckFit(ModelSource source)
    {
        var (width, expected) = (source.Texts.Sum(text => text.Config.Width), source.Denoiser.ContextWidth);
        var isT5 = source.T5 is not null && source.T5.Config.Width != expected;
        if (source.Denoiser is UNetConfig ? width != expected : isT5)
            throw new CheckpointException(
                source.Path,
                $"The text encoders of {source.Path} give vectors of {(isT5 ? source.T5!.Config.Width : width)}, its "
                    + $"denoiser expects {expected}: they do not belong together.");
    }

    static TextPart Text(ModelSource source, ModelFamily family, int index, ClipTextEncoder encoder, string? vocabulary)
    {
        var own = source.Texts[index].TokenizerFolder;
        var path = vocabulary ?? (Path.Exists(own) ? own : Beside(source));
        var tokenizer = ReadVocabulary(path);
        if (tokenizer.VocabularySize > encoder.Config.Vocabulary)
            throw new CheckpointException(
                path, $"The vocabulary {path} has {tokenizer.VocabularySize} tokens, the text encoder of "
                    + $"{source.Path} knows "
                    + $"{encoder.Config.Vocabulary}: take the one that belongs to the model.");
        return new TextPart(encoder, tokenizer, family.PadId(index, tokenizer.EndId));
    }

    /// <summary>The vocabulary of a model's first CLIP encoder, found without opening the model.</summary>
    /// <param name="path">A single file or a diffusers folder.</param>
    /// <exception cref="CheckpointException">There is none, or it cannot be read.</exception>
    public static ClipTokenizer VocabularyOf(string path)
    {
        string[] folders = [Path.Combine(path, "tokenizer"), Path.Combine(path, "tokenizer_2")];
        var found = Directory.Exists(path) ? folders.FirstOrDefault(Path.Exists) : Neighbours.ClipVocabulary(path);
        return ReadVocabulary(found ?? ShippedVocabulary.Path ?? throw new CheckpointException(
            path, $"{path} comes without a CLIP vocabulary, by which tokens are counted: put a tokenizer folder "
                + $"(vocab.json, merges.txt) or {OpenAiVocabulary}.gz beside it."));
    }

    /// <summary>The vocabulary in the folder of a model, else the one that comes with this program.</summary>
    static string Beside(ModelSource source)
    {
        var folder = source.Layout == ModelLayout.Folder ? source.Path
            : Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        string[] names = ["tokenizer", OpenAiVocabulary, OpenAiVocabulary + ".gz"];
        var found = names.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists)
            ?? ShippedVocabulary.Path;
        return found ?? throw new CheckpointException(
            source.Path,
            $"{source.Path} comes without its CLIP vocabulary, and this program's own is not there: run 'npm ci' in "
                + $"its folder, put a tokenizer folder (vocab.json, merges.txt) or {OpenAiVocabulary}.gz beside the "
                + "model, or name one.");
    }

    /// <summary>Makes the network anew whenever it is needed.</summary>
    static T5Part T5(ModelSource source, T5Source t5, string? vocabulary)
    {
        T5TextEncoder Open() => new(WeightSource.From(t5.Reader), t5.Config);
        var named = vocabulary is null ? null : Path.Combine(vocabulary, T5Source.VocabularyFile);
        var path = File.Exists(named) ? named : t5.Vocabulary ?? throw new CheckpointException(
            source.Path, PartAdvice.T5Vocabulary(source.Path));
        try
        {
            var tokenizer = UnigramTokenizer.Read(path);
            return tokenizer.VocabularySize <= t5.Config.Vocabulary ? new T5Part(Open, tokenizer)
                : throw new CheckpointException(
                    path, $"The vocabulary {path} has {tokenizer.VocabularySize} tokens, the T5 encoder of "
                        + $"{source.Path} knows {t5.Config.Vocabulary}: take the one that belongs to the model.");
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"The vocabulary {path} cannot be read: {error.Message}", cause: error);
        }
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
