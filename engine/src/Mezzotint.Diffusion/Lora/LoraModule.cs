using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>
/// A low-rank change of one weight: Hu et al. 2021 (arXiv:2106.09685), eq. 3, and its form for convolutions.
/// </summary>
public sealed class LoraModule
{
    /// <summary>Values of the weight that are changed at once: 1 MB, which a second-level cache holds.</summary>
    const int BlockElements = 1 << 18;

    readonly Checkpoint _file;
    readonly TensorEntry _down;
    readonly TensorEntry _up;
    readonly TensorEntry? _middle;

    LoraModule(
        Checkpoint file, string name, (TensorEntry Down, TensorEntry Up, TensorEntry? Middle) parts, double? alpha)
    {
        _file = file;
        Name = name;
        Key = LoraNames.Key(name);
        (_down, _up, _middle) = parts;
        Rank = (int)_down.Lengths[0];
        Alpha = alpha ?? Rank;
    }

    /// <summary>The name that the file has for it.</summary>
    public string Name { get; }

    /// <summary>The key under which a model's <see cref="LoraTargets"/> know it.</summary>
    public string Key { get; }

    /// <summary>Rows of the matrix that takes the input down.</summary>
    public int Rank { get; }

    /// <summary>What is divided by the rank; the rank itself where the file does not say.</summary>
    public double Alpha { get; }

    /// <summary>Rows of the product: the outputs of the weight.</summary>
    public int Rows => (int)_up.Lengths[0];

    /// <summary>Columns of the product: inputs times taps of the weight.</summary>
    public int Columns => (int)(_down.Count / Rank) * (_middle is null ? 1 : (int)(_middle.Count / Rank / Rank));

    /// <summary>Inputs of the weight.</summary>
    public int Inputs => (int)_down.Lengths[1];

    /// <summary>Whether it fits the rows of a model's weight that it changes.</summary>
    public bool Fits(IReadOnlyList<LoraTarget> targets) =>
        targets.Sum(target => target.RowCount) == Rows
        && targets.All(target => target.Weight.Shape.Count / target.Weight.Shape[0] == Columns);

    /// <summary>W += multiplier alpha / rank up down, for the rows of the target.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="value">The whole weight, of the target's shape. Changed in place.</param>
    /// <param name="target">Which of its rows.</param>
    /// <param name="multiplier">How strongly.</param>
    /// <exception cref="CheckpointException">The file was cut meanwhile.</exception>
    public void AddTo(Operations ops, Tensor value, LoraTarget target, double multiplier)
    {
        using var scope = ops.Scope();
        var rows = value.Reshape(new Shape(value.Shape[0], Columns)).Rows(target.FirstRow, target.RowCount);
        var up = _file.Read(_up.Name).Reshape(new Shape(Rows, Rank)).Rows(target.FirstModuleRow, target.RowCount);
        var scaled = ops.Scale(up, (float)(multiplier * Alpha / Rank));
        var down = new Weight(_down.Name, Transposed(Down()));
        var step = Math.Max(1, BlockElements / Columns);
        for (var row = 0; row < target.RowCount; row += step)
            Add(ops, scaled, down, rows, (row, Math.Min(step, target.RowCount - row)));
    }

    /// <summary>Some rows of the product, added while they are in the cache.</summary>
    static void Add(Operations ops, Tensor up, Weight down, Tensor rows, (int First, int Count) block)
    {
        using var scope = ops.Scope();
        var some = rows.Rows(block.First, block.Count);
        ops.Linear(up.Rows(block.First, block.Count), down, add: some).Span.CopyTo(some.Span);
    }

    /// <summary>A module of tensors that were found in a file.</summary>
    /// <exception cref="CheckpointException">Their shapes do not make a product.</exception>
    internal static LoraModule Of(
        Checkpoint file, string name, TensorEntry down, TensorEntry up, (TensorEntry? Middle, TensorEntry? Alpha) more)
    {
        var isTucker = more.Middle is not null;
        var rank = down.Lengths is [var first, ..] ? first : 0;
        if (down.Shape is not { Rank: 2 or 4, Count: > 0 } || up.Shape is not { Rank: 2 or 4, Count: > 0 }
            || up.Lengths[1] != rank || up.Count != up.Lengths[0] * rank
            || isTucker && (more.Middle!.Shape is not { Rank: 4, Count: > 0 } || more.Middle.Lengths[0] != rank
                || more.Middle.Lengths[1] != rank || down.Count != rank * down.Lengths[1]))
            throw new CheckpointException(
                file.Path,
                $"'{name}' in {file.Path} has the matrices {down} and {up}"
                    + $"{(isTucker ? $" around {more.Middle}" : "")}, which do not make a product: the file is "
                    + "damaged, or no LoRA.", name, down.OffsetBytes);
        return new LoraModule(
            file, name, (down, up, more.Middle), more.Alpha is null ? null : ReadAlpha(file, more.Alpha));
    }

    static double ReadAlpha(Checkpoint file, TensorEntry entry)
    {
        var value = entry.Count == 1 ? file.Read(entry.Name).Span[0] : float.NaN;
        return float.IsFinite(value) ? value : throw new CheckpointException(
            file.Path, $"'{entry.Name}' in {file.Path} is no number: the file is damaged.", entry.Name,
            entry.OffsetBytes);
    }

    /// <summary>
    /// The matrix (rank, inputs taps). A Tucker form has it as the product sum_m middle[n, m, tap] down[m, j]:
    /// Yeh et al. 2023 (arXiv:2309.14859), section 3.
    /// </summary>
    Tensor Down()
    {
        var down = _file.Read(_down.Name);
        if (_middle is null)
            return down.Reshape(new Shape(Rank, Columns));
        var middle = _file.Read(_middle.Name);
        var taps = middle.Shape.Count / Rank / Rank;
        var result = new Tensor(new Shape(Rank, Columns));
        for (var n = 0; n < Rank; n++)
            for (var m = 0; m < Rank; m++)
                for (var j = 0; j < Inputs; j++)
                    for (var tap = 0; tap < taps; tap++)
                        result.Span[n * Columns + j * taps + tap] +=
                            middle.Span[(n * Rank + m) * taps + tap] * down.Span[m * Inputs + j];
        return result;
    }

    static Tensor Transposed(Tensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var result = new Tensor(new Shape(columns, rows));
        Span<float> source = matrix.Span, target = result.Span;
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                target[c * rows + r] = source[r * columns + c];
        return result;
    }
}
