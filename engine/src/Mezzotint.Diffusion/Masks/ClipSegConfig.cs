using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Masks;

/// <summary>The sizes of a CLIPSeg model: Lueddecke and Ecker 2022 (arXiv:2112.10003).</summary>
public sealed record ClipSegConfig
{
    /// <summary>The width of a head in every published CLIP.</summary>
    const int HeadWidth = 64;

    /// <summary>The text encoder.</summary>
    public required ClipConfig Text { get; init; }

    /// <summary>The layers of the picture's encoder; it has no vocabulary.</summary>
    public required ClipConfig Vision { get; init; }

    /// <summary>Edge in pixels of the patches that the picture is cut into.</summary>
    public required int Patch { get; init; }

    /// <summary>Width of the decoder's tokens.</summary>
    public required int DecoderWidth { get; init; }

    /// <summary>Width inside the decoder's feed-forward layers.</summary>
    public required int DecoderHiddenWidth { get; init; }

    /// <summary>Heads of the decoder's attention.</summary>
    public int DecoderHeads { get; init; } = 4;

    /// <summary>The layers of the picture's encoder, from 0, whose results the decoder reads.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [3, 6, 9];

    /// <summary>Whether the answer is made finer in three convolutions instead of one: the "refined" models.</summary>
    public bool IsRefined { get; init; }

    /// <summary>Reads the sizes off a file's tensors; heads and layers are those of the published models.</summary>
    /// <exception cref="CheckpointException">It is no CLIPSeg in transformers' names.</exception>
    public static ClipSegConfig From(WeightReader reader)
    {
        const string text = "clip.text_model.";
        const string vision = "clip.vision_model.";
        int Length(string name, int dimension) =>
            reader.ShapeOf(name) is { } shape && shape.Rank > dimension ? shape[dimension]
                : throw new CheckpointException(
                    reader.Checkpoint.Path,
                    $"{reader.Checkpoint.Path} is no CLIPSeg in transformers' names: '{name}' is missing or misshapen.",
                    name);
        ClipConfig Layers(string prefix, int vocabulary, int width) => new()
        {
            Vocabulary = vocabulary,
            Width = width,
            Layers = Count(i => reader.Contains($"{prefix}encoder.layers.{i}.layer_norm1.weight")),
            Heads = Math.Max(1, width / HeadWidth),
            HiddenWidth = Length($"{prefix}encoder.layers.0.mlp.fc1.weight", 0),
            Positions = Length($"{prefix}embeddings.position_embedding.weight", 0),
            Activation = Activation.QuickGelu,
            ProjectionWidth = Length("clip.text_projection.weight", 0),
        };
        const string table = text + "embeddings.token_embedding.weight";
        return new ClipSegConfig
        {
            Text = Layers(text, Length(table, 0), Length(table, 1)),
            Vision = Layers(vision, 0, Length(vision + "embeddings.class_embedding", 0)),
            Patch = Length(vision + "embeddings.patch_embedding.weight", 2),
            DecoderWidth = Length("decoder.reduces.0.weight", 0),
            DecoderHiddenWidth = Length("decoder.layers.0.mlp.fc1.weight", 0),
            IsRefined = reader.Contains("decoder.transposed_convolution.0.weight"),
        };
    }

    static int Count(Func<int, bool> contains)
    {
        var count = 0;
        while (contains(count))
            count++;
        return count;
    }
}
