using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Masks;

/// <summary>A network that makes masks, on the disk: CLIPSeg, U2-Net or IS-Net.</summary>
public sealed class MaskFile : IDisposable
{
    const string Stage = "stage1.rebnconvin.conv_s1.weight";
    const string Vision = "clip.vision_model.embeddings.class_embedding";

    static readonly string[] Prefixes = ["", "module."];

    readonly WeightReader _root;

    MaskFile(Checkpoint file)
    {
        var prefix = Prefixes.FirstOrDefault(prefix => file.Contains(prefix + Stage)) ?? "";
        _root = new WeightReader(file).Scope(prefix);
        if (_root.Contains(Vision))
            Finder = new ClipSegNet(WeightSource.From(_root), ClipSegConfig.From(_root));
        else if (_root.Contains(Stage))
            Salient = new SalientNet(WeightSource.From(_root), SalientNetConfig.From(_root));
        else
            throw new CheckpointException(
                file.Path,
                $"{file.Path} makes no masks that this version knows: it knows U2-Net, U2-Net-P and IS-Net, and "
                    + "CLIPSeg in transformers' names.");
    }

    /// <summary>The network that finds what a text says; null where the file has another.</summary>
    public ClipSegNet? Finder { get; }

    /// <summary>The network that tells the foreground; null where the file has another.</summary>
    public SalientNet? Salient { get; }

    /// <summary>Tensors that the network has no use for.</summary>
    public IEnumerable<string> Unexpected => _root.Unused.Where(name =>
        !name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)
        && !name.EndsWith(".position_ids", StringComparison.Ordinal)
        && name is not ("clip.logit_scale" or "clip.visual_projection.weight"));

    /// <summary>Whether a file makes masks.</summary>
    public static bool Is(Checkpoint file) =>
        Prefixes.Any(prefix => file.Contains(prefix + Stage) || file.Contains(prefix + Vision));

    /// <summary>Opens a file, or the one in a folder.</summary>
    /// <exception cref="CheckpointException">It is unreadable, a pickle, or of no kind known.</exception>
    public static MaskFile Open(string path)
    {
        var file = Checkpoint.Open(path);
        try
        {
            return new MaskFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Checkpoint.Dispose();
}
