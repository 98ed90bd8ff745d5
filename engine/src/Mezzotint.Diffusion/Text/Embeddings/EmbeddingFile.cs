using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Text.Embeddings;

/// <summary>
/// A textual-inversion embedding: vectors that stand for a word, Gal et al. 2022 (arXiv:2208.01618), section 3.
/// </summary>
/// <remarks>
/// For SD 1 and 2 a file holds one tensor, mostly called <c>emb_params</c>; for SDXL two, <c>clip_l</c> and
/// <c>clip_g</c>.
/// </remarks>
public static class EmbeddingFile
{
    /// <summary>The most vectors of an embedding: a row of tokens without begin and end.</summary>
    public const int MaxVectors = 75;

    static readonly string[] Pair = ["clip_l", "clip_g"];

    /// <summary>Reads the vectors for each text encoder of a model.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="widths">The widths of the model's text encoders, first to last.</param>
    /// <param name="family">The model's family, for messages.</param>
    /// <returns>One tensor (vectors, width) for each encoder, all of as many vectors.</returns>
    /// <exception cref="CheckpointException">It is unreadable or no embedding.</exception>
    /// <exception cref="UnfitAddOnException">It is one for another family.</exception>
    public static IReadOnlyList<Tensor> Read(string path, IReadOnlyList<int> widths, string family)
    {
        using var file = Checkpoint.Open(path);
        string[] names = file.Contains(Pair[1]) || file.Contains(Pair[0]) ? [.. Pair.Where(file.Contains)]
            : file.Names.Count == 1 ? [.. file.Names] : file.Contains("emb_params") ? ["emb_params"] : [];
        if (names.Length == 0)
            throw new CheckpointException(
                path,
                $"{path} is no embedding: it holds {file.Names.Count} tensors, but neither emb_params nor clip_l.");
        var vectors = names.Select(name => Vectors(file, name)).ToList();
        if (vectors.Count != widths.Count || vectors.Where((tensor, i) => tensor.Shape[1] != widths[i]).Any())
            throw new UnfitAddOnException(
                path,
                $"is an embedding for {MadeFor(vectors)}, its vectors are {Widths(vectors.Select(Width))} wide; the "
                    + $"model is {family}, whose text encoders take {Widths(widths)}: take one that was made for this "
                    + "family.");
        if (vectors.Any(tensor => tensor.Shape[0] != vectors[0].Shape[0]))
            throw new CheckpointException(
                path, $"{path} has another number of vectors for each text encoder: the file is damaged.");
        return vectors;
    }

    /// <summary>Whether a file is an embedding, whatever it was made for.</summary>
    public static bool Is(Checkpoint file) => file.Contains("emb_params")
        || file.Names.Count <= Pair.Length && Pair.Any(file.Contains)
        || file.Names.Count == 1 && file.Find(file.Names.First())!.Lengths.Count <= 2;

    /// <summary>The family that it was made for, by the widths of its vectors.</summary>
    public static string? MadeFor(Checkpoint file)
    {
        string[] names = Pair.Any(file.Contains) ? [.. Pair.Where(file.Contains)]
            : file.Contains("emb_params") ? ["emb_params"] : [.. file.Names];
        return MadeFor([.. names.Select(name => Vectors(file, name))]);
    }

    static Tensor Vectors(Checkpoint file, string name)
    {
        var entry = file.Find(name)!;
        var count = entry.Lengths.Count == 1 ? 1 : entry.Lengths is [var rows, _] ? rows : 0;
        if (count is < 1 or > MaxVectors || entry.Shape is not { Count: > 0 } shape)
            throw new CheckpointException(
                file.Path,
                $"'{name}' in {file.Path} is {entry}: an embedding has 1 to {MaxVectors} vectors; the file is "
                    + "something else.", name);
        return file.Read(name).Reshape(new Shape((int)count, shape[^1]));
    }

    static int Width(Tensor vectors) => vectors.Shape[1];

    static string MadeFor(List<Tensor> vectors) => ContextWidths.MadeFor(vectors.Sum(Width));

    static string Widths(IEnumerable<int> widths) => string.Join(" and ", widths);
}
