using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>Two thin matrices in a file, and the kernel between them where there is one.</summary>
/// <remarks>
/// With a kernel it is the Tucker form, sum_n sum_m up[o, n] middle[n, m, tap] down[m, j]: Yeh et al. 2023
/// (arXiv:2309.14859), section 3.
/// </remarks>
sealed class LoraProduct
{
    readonly Checkpoint _file;
    readonly TensorEntry _up;
    readonly TensorEntry _down;
    readonly TensorEntry? _middle;
    readonly bool _isTurned;

    LoraProduct(Checkpoint file, (TensorEntry Up, TensorEntry Down, TensorEntry? Middle) tensors, bool isTurned)
    {
        _file = file;
        (_up, _down, _middle) = tensors;
        _isTurned = isTurned;
        Rank = (int)_down.Lengths[0];
    }

    /// <summary>Rows of the matrix that takes the input down.</summary>
    public int Rank { get; }

    /// <summary>Rows of the product: the outputs of the weight.</summary>
    public int Rows => (int)(_up.Count / Rank);

    /// <summary>Columns of the product: inputs times taps of the weight.</summary>
    public int Columns => (int)(_down.Count / Rank) * MiddleTaps;

    /// <summary>Inputs of the weight; of a matrix of LyCORIS that stands for a kernel, inputs times taps.</summary>
    public int Inputs => (int)_down.Lengths[1];

    int MiddleTaps => _middle is null ? 1 : (int)(_middle.Count / Rank / Rank);

    /// <summary>A product of tensors that were found in a file.</summary>
    /// <param name="parts">The module.</param>
    /// <param name="tensors">Up (rows, rank), down (rank, inputs[, kernel]), middle (rank, rank, kernel).</param>
    /// <param name="isTurned">Whether up is (rank, rows) where there is a middle, as LyCORIS writes it.</param>
    /// <exception cref="CheckpointException">Their shapes do not make a product.</exception>
    public static LoraProduct Of(
        LoraParts parts, (TensorEntry Up, TensorEntry Down, TensorEntry? Middle) tensors, bool isTurned)
    {
        var (up, down, middle) = tensors;
        var isTurnedHere = isTurned && middle is not null;
        var rank = down.Lengths is [var first, ..] ? first : 0;
        if (down.Shape is not { Rank: 2 or 4, Count: > 0 } || up.Shape is not { Rank: 2 or 4, Count: > 0 }
            || up.Lengths[isTurnedHere ? 0 : 1] != rank || up.Count != up.Lengths[0] * up.Lengths[1]
            || middle is not null && (middle.Shape is not { Rank: 4, Count: > 0 } || middle.Lengths[0] != rank
                || middle.Lengths[1] != rank || down.Count != rank * down.Lengths[1]))
            throw parts.Misshapen($"{down} and {up}{(middle is null ? "" : $" around {middle}")}", down);
        return new LoraProduct(parts.File, tensors, isTurnedHere);
    }

    /// <summary>The matrix (rows, rank).</summary>
    public Tensor Up()
    {
        var up = _file.Read(_up.Name);
        if (!_isTurned)
            return up.Reshape(new Shape(Rows, Rank));
        var turned = new Tensor(new Shape(Rows, Rank));
        for (var n = 0; n < Rank; n++)
            for (var row = 0; row < Rows; row++)
                turned.Span[row * Rank + n] = up.Span[n * Rows + row];
        return turned;
    }

    /// <summary>The matrix (rank, columns), taps of an input side by side.</summary>
    public Tensor Down()
    {
        var down = _file.Read(_down.Name);
        if (_middle is null)
            return down.Reshape(new Shape(Rank, Columns));
        var (middle, taps) = (_file.Read(_middle.Name), MiddleTaps);
        var result = new Tensor(new Shape(Rank, Columns));
        Span<float> from = down.Span, between = middle.Span, to = result.Span;
        for (var n = 0; n < Rank; n++)
            for (var m = 0; m < Rank; m++)
                for (var j = 0; j < Inputs; j++)
                    for (var tap = 0; tap < taps; tap++)
                        to[n * Columns + j * taps + tap] += between[(n * Rank + m) * taps + tap] * from[m * Inputs + j];
        return result;
    }
}
