using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Masks;

/// <summary>The sizes of a U2-Net or IS-Net, as its file tells them.</summary>
public sealed record SalientNetConfig
{
    /// <summary>The stages in the order in which they run, with the depth of each.</summary>
    internal static readonly (string Name, int Depth, bool IsFlat)[] Stages =
    [
        ("stage1", 7, false), ("stage2", 6, false), ("stage3", 5, false), ("stage4", 4, false), ("stage5", 4, true),
        ("stage6", 4, true),
        ("stage5d", 4, true), ("stage4d", 4, false), ("stage3d", 5, false), ("stage2d", 6, false),
        ("stage1d", 7, false),
    ];

    /// <summary>Channels of each stage's input, inside, and of its output, in the order of stages.</summary>
    public required IReadOnlyList<(int Inputs, int Inside, int Outputs)> Widths { get; init; }

    /// <summary>
    /// Channels of the convolution that halves the picture before the first stage, as in IS-Net; 0 for a U2-Net.
    /// </summary>
    public int EntranceWidth { get; init; }

    /// <summary>Reads the sizes off a file's tensors.</summary>
    /// <exception cref="CheckpointException">It is no such network.</exception>
    public static SalientNetConfig From(WeightReader reader) => new()
    {
        Widths = [.. Stages.Select(stage =>
            (Length(reader, $"{stage.Name}.rebnconvin", 1), Length(reader, $"{stage.Name}.rebnconv1", 0),
                Length(reader, $"{stage.Name}.rebnconvin", 0)))],
        EntranceWidth = reader.ShapeOf("conv_in.weight") is { Rank: 4 } entrance ? entrance[0] : 0,
    };

    static int Length(WeightReader reader, string name, int dimension) =>
        reader.ShapeOf($"{name}.conv_s1.weight") is { Rank: 4 } shape ? shape[dimension]
            : throw new CheckpointException(
                reader.Checkpoint.Path,
                $"{reader.Checkpoint.Path} is no U2-Net or IS-Net: '{name}.conv_s1.weight' is missing or no kernel.",
                name);
}
