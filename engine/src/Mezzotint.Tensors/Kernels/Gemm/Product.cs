namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// The lengths of a product and where its result goes: result = add + gate activation(left right + bias).
/// </summary>
/// <param name="rows">Rows of the result.</param>
/// <param name="columns">Columns of the result.</param>
/// <param name="depth">The dimension summed over.</param>
/// <param name="bias">One value a column, or null.</param>
/// <param name="add">Laid out as the result, or null; may be the result, then without a bias.</param>
/// <param name="result">Element (r, c) at [r * stride + c].</param>
/// <param name="stride">Floats from row to row of the result and of what is added.</param>
readonly unsafe struct Product(int rows, int columns, int depth, float* bias, float* add, float* result, int stride)
{
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int Depth = depth;
    public readonly float* Bias = bias;
    public readonly float* Add = add;
    public readonly float* Result = result;
    public readonly int Stride = stride;

    /// <summary>One factor a column, or null for 1; only with something to add, which is not the result.</summary>
    public float* Gate { get; init; }

    /// <summary>Applied before anything is added.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether the product is added to what the result holds.</summary>
    public bool Accumulates => Add != null && Add == Result;
}
