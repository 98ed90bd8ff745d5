namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The lengths of a product (rows, depth) x (depth, columns) and how its factors are stored.</summary>
/// <param name="Rows">Rows of the left factor and of the result.</param>
/// <param name="Columns">Columns of the right factor and of the result.</param>
/// <param name="Depth">The dimension summed over.</param>
/// <param name="IsLeftTransposed">Whether the left factor is stored as (depth, rows).</param>
/// <param name="IsRightTransposed">Whether the right factor is stored as (columns, depth).</param>
readonly record struct GemmShape(
    int Rows, int Columns, int Depth, bool IsLeftTransposed = false, bool IsRightTransposed = false);
