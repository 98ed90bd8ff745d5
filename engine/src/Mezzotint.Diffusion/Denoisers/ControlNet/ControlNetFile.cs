using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Denoisers.ControlNet;

/// <summary>A ControlNet on the disk, in lllyasviel's names or diffusers'.</summary>
public sealed class ControlNetFile : IDisposable
{
    const string Crossing = "middle_block.1.transformer_blocks.0.attn2.to_k.weight";
    const string Entrance = "input_blocks.0.0.weight";
    const string Hint = "input_hint_block.0.weight";
    const string FolderHint = "controlnet_cond_embedding.conv_in.weight";
    const string FolderCrossing = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    readonly WeightReader _root;

    ControlNetFile(Checkpoint file, UNetConfig unet, string family)
    {
        var prefix = file.Contains("control_model." + Hint) ? "control_model." : "";
        if (file.Contains(prefix + Hint))
            _root = new WeightReader(file).Scope(prefix);
        else if (file.Contains(ControlNetFolderNames.From(Hint, unet)))
            _root = new WeightReader(file, name => [new TensorPart(ControlNetFolderNames.From(name, unet))]);
        else
            throw new CheckpointException(
                file.Path,
                $"{file.Path} is no ControlNet: it has neither '{Hint}' nor "
                    + $"'{ControlNetFolderNames.From(Hint, unet)}'.");
        var (own, models) = (Length(Crossing, 1), unet.ContextWidth);
        if (own != models || Length(Entrance, 0) != unet.Channels[0])
            throw new UnfitAddOnException(
                file.Path,
                $"is a ControlNet for {ContextWidths.MadeFor(own)} ({Length(Entrance, 0)} channels, text "
                    + $"{own} wide), the model is {family} ({unet.Channels[0]} channels, text {models} wide): take one "
                    + "that was made for this family.");
        Network = new ControlNetModel(
            WeightSource.From(_root), unet with { InputChannels = Length(Entrance, 1), GuidanceWidth = 0 });
    }

    /// <summary>The network.</summary>
    public ControlNetModel Network { get; }

    /// <summary>Tensors that the network has no use for.</summary>
    public IEnumerable<string> Unexpected => _root.Unused;

    /// <summary>Whether a file is a ControlNet, whatever UNet it is for.</summary>
    public static bool Is(Checkpoint file) => file.Contains(Hint) || file.Contains("control_model." + Hint)
        || file.Contains(FolderHint);

    /// <summary>The family of the UNet that it is for, by the width of its text; null where nothing tells.</summary>
    public static string? MadeFor(Checkpoint file)
    {
        var crossing = ((string[])[Crossing, "control_model." + Crossing, FolderCrossing])
            .Select(file.Find).FirstOrDefault(entry => entry is { Lengths.Count: 2 });
        return crossing is null ? null : ContextWidths.MadeFor((int)crossing.Lengths[1]);
    }

    /// <summary>Opens a file, or the one in a diffusers folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="unet">The sizes of the UNet that it shall guide.</param>
    /// <param name="family">The UNet's family, for messages.</param>
    /// <exception cref="CheckpointException">It is unreadable, no ControlNet, or one for another UNet.</exception>
    public static ControlNetFile Open(string path, UNetConfig unet, string family)
    {
        var file = Checkpoint.Open(path);
        try
        {
            return new ControlNetFile(file, unet, family);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Checkpoint.Dispose();

    /// <summary>A length of a weight's shape; 0 where it is missing or has fewer dimensions.</summary>
    int Length(string name, int dimension) =>
        _root.ShapeOf(name) is { } shape && shape.Rank > dimension ? shape[dimension] : 0;
}
