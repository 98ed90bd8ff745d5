namespace Mezzotint.Tensors.Changes;

/// <summary>What is added to some rows of a weight, computed a piece at a time where it is packed.</summary>
/// <remarks>
/// Pieces lie as kernels read them, turned round: a row for each step of the depth, which is tap * inputs + input for
/// the tap and the input of a convolution's kernel, and a column for each output, which is a row of the weight.
/// </remarks>
public abstract unsafe class WeightChange
{
    private protected WeightChange(int firstRow, int rowCount, int inputs, int taps)
    {
        if (firstRow < 0 || rowCount < 1 || inputs < 1 || taps < 1)
            throw new ArgumentException(
                $"A change of {rowCount} rows from {firstRow} on, {inputs} inputs and {taps} taps changes nothing.");
        FirstRow = firstRow;
        RowCount = rowCount;
        Inputs = inputs;
        Taps = taps;
    }

    /// <summary>The first row of the weight that is changed.</summary>
    public int FirstRow { get; }

    /// <summary>How many rows are.</summary>
    public int RowCount { get; }

    /// <summary>Inputs of the weight.</summary>
    public int Inputs { get; }

    /// <summary>Taps of its kernel; 1 for a matrix.</summary>
    public int Taps { get; }

    /// <summary>values[d * stride + c] += this, for the outputs and the steps of the depth that are given.</summary>
    /// <param name="values">The piece of the weight.</param>
    /// <param name="stride">Floats from one step of the depth to the next.</param>
    /// <param name="rows">Which of the weight's rows; those that are not changed stay as they are.</param>
    /// <param name="depth">Which steps of the depth.</param>
    internal void AddTo(float* values, int stride, (int First, int Count) rows, (int First, int Count) depth)
    {
        var first = Math.Max(rows.First, FirstRow);
        var end = Math.Min(rows.First + rows.Count, FirstRow + RowCount);
        if (end > first)
            Add(values + (first - rows.First), stride, (first - FirstRow, end - first), depth);
    }

    /// <summary>Whether it is of a weight of this shape.</summary>
    internal bool Fits(Shape shape) => shape.Rank > 1 && shape.Count == shape[0] * Inputs * Taps
        && shape[1] == Inputs && FirstRow <= shape[0] - RowCount;

    /// <summary>The same, with rows counted from the first that is changed, all of them changed.</summary>
    internal abstract void Add(float* values, int stride, (int First, int Count) rows, (int First, int Count) depth);
}
