using Mezzotint.Diffusion.Masks;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Makes masks of pictures: their foreground, or what a text says.</summary>
public sealed class PictureMasker : IDisposable
{
    const int FinderEdge = 352;
    const int SalientEdge = 320;
    const int HalvingEdge = 1024;

    /// <summary>Mean and deviation of ImageNet's colours, which U2-Net and CLIPSeg were trained with.</summary>
    static readonly float[] Means = [0.485f, 0.456f, 0.406f];
    static readonly float[] Deviations = [0.229f, 0.224f, 0.225f];

    readonly CpuOperations _ops = new();
    readonly MaskFile _file;
    readonly ClipTokenizer? _tokenizer;

    PictureMasker(MaskFile file, ClipTokenizer? tokenizer) => (_file, _tokenizer) = (file, tokenizer);

    /// <summary>Whether it finds what a text says; else it tells the foreground.</summary>
    public bool TakesText => _file.Finder is not null;

    /// <summary>Opens a network: U2-Net, U2-Net-P, IS-Net or CLIPSeg as safetensors.</summary>
    /// <param name="path">A file, or a folder with one.</param>
    /// <param name="vocabulary">Folder (vocab.json, merges.txt) or file of CLIP's vocabulary, for CLIPSeg; null to look
    /// beside the model.</param>
    /// <exception cref="CheckpointException">It is unreadable, a pickle, of no kind known, or lacks its
    /// vocabulary.</exception>
    public static PictureMasker Open(string path, string? vocabulary = null)
    {
        var file = MaskFile.Open(path);
        try
        {
            return new PictureMasker(file, file.Finder is null ? null : Vocabulary(path, vocabulary));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The mask: 255 where the foreground or what the text says is, 0 elsewhere, between where it is not
    /// sure.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="text">What to find; null for the foreground.</param>
    /// <exception cref="ArgumentException">The network cannot do what is asked.</exception>
    public Mask Make(Picture picture, string? text)
    {
        using var scope = _ops.Scope();
        if (_file.Finder is { } finder)
            return Scaled(Find(finder, picture, text ?? throw new ArgumentException(
                "This model finds what a text says: give the text.")), picture);
        if (text is not null)
            throw new ArgumentException(
                "This model tells the foreground and takes no text: give a CLIPSeg model, or leave the text out.");
        return Scaled(Foreground(_file.Salient!, picture), picture);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>(1, H, W, 1) in [0, 1].</summary>
    Tensor Find(ClipSegNet finder, Picture picture, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException("The text is empty: say what to find.");
        var ids = _tokenizer!.Encode(text);
        if (ids.Length > finder.Config.Text.Positions - 2)
            throw new ArgumentException(
                $"The text has {ids.Length} tokens, at most {finder.Config.Text.Positions - 2} are taken: shorten it.");
        var edge = FinderEdge / finder.Config.Patch * finder.Config.Patch;
        var row = _tokenizer.Row(ids, _tokenizer.EndId);
        var logits = finder.Forward(
            _ops, Normalised(PictureArea.Of(picture, edge, edge), Means, Deviations), row, ids.Length + 1);
        return _ops.Activate(logits, Activation.Sigmoid);
    }

    /// <summary>(1, H, W, 1), stretched so that it goes from 0 to 1, as U2-Net's authors do.</summary>
    Tensor Foreground(SalientNet network, Picture picture)
    {
        var edge = network.IsHalving ? HalvingEdge : SalientEdge;
        var image = PictureArea.Of(picture, edge, edge);
        var brightest = Math.Max(1e-6f, Largest(image.Span));
        var normal = network.IsHalving ? _ops.Scale(image, 1, -0.5f)
            : Normalised(_ops.Scale(image, 1 / brightest), Means, Deviations);
        var answer = network.Forward(_ops, normal)[0];
        var (least, most) = (-Largest(_ops.Scale(answer, -1).Span), Largest(answer.Span));
        return most - least < 1e-6f ? answer : _ops.Scale(answer, 1 / (most - least), -least / (most - least));
    }

    Tensor Normalised(Tensor image, float[] means, float[] deviations)
    {
        Shape colours = new(means.Length);
        var centred = _ops.Add(image, new Tensor(colours, [.. means.Select(mean => -mean)]));
        return _ops.Multiply(centred, new Tensor(colours, [.. deviations.Select(deviation => 1 / deviation)]));
    }

    Mask Scaled(Tensor answer, Picture picture)
    {
        var levels = _ops.ResizeBilinear(answer, picture.Height, picture.Width).Span;
        var mask = new byte[levels.Length];
        for (var i = 0; i < mask.Length; i++)
            mask[i] = (byte)Math.Clamp(MathF.Round(levels[i] * byte.MaxValue), 0, byte.MaxValue);
        return new Mask(picture.Width, picture.Height, mask);
    }

    static float Largest(ReadOnlySpan<float> values)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        return largest;
    }

    static ClipTokenizer Vocabulary(string path, string? named)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] files = ["bpe_simple_vocab_16e6.txt", "bpe_simple_vocab_16e6.txt.gz"];
        var found = named ?? (File.Exists(Path.Combine(folder, "vocab.json")) ? folder
            : files.Prepend("tokenizer").Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists))
            ?? ShippedVocabulary.Path;
        if (found is null)
            throw new CheckpointException(
                path,
                $"{path} comes without CLIP's vocabulary, and this program's own is not there: run 'npm ci' in its "
                    + $"folder, put vocab.json and merges.txt, or {files[1]}, beside the model, or name one.");
        try
        {
            return Directory.Exists(found) ? ClipVocabulary.FromFolder(found) : ClipVocabulary.FromOpenAi(found);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                found, $"The vocabulary {found} cannot be read: {error.Message}", cause: error);
        }
    }
}
