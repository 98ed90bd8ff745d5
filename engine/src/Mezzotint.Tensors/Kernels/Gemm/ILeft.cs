namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// Where the left factor of a product (rows, depth) comes from: copied block by block into the kernel's order.
/// </summary>
unsafe interface ILeft : ITileLayout
{
    /// <summary>Copies the rows of one tile over a run of the depth.</summary>
    /// <param name="row">First row.</param>
    /// <param name="rows">Number of rows, at most <paramref name="tileRows"/>.</param>
    /// <param name="start">First index of the depth.</param>
    /// <param name="depth">Length of the run.</param>
    /// <param name="tileRows">Rows of a whole tile.</param>
    /// <param name="target">Row r, depth d goes to [r * RowStep + d * DepthStep(tileRows)].</param>
    void Pack(int row, int rows, int start, int depth, int tileRows, float* target);
}
