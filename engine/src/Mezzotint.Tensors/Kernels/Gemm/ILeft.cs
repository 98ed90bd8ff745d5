namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Where the left factor of a product (rows, depth) comes from: copied block by block into the kernel's order.</summary>
unsafe interface ILeft
{
    /// <summary>Whether a packed block holds, for each step along the depth, all of a tile's rows (else each row in one run).</summary>
    static abstract bool IsInterleaved { get; }

    /// <summary>Copies the rows of one tile over a run of the depth.</summary>
    /// <param name="row">First row.</param>
    /// <param name="rows">Number of rows, at most <paramref name="tileRows"/>.</param>
    /// <param name="start">First index of the depth.</param>
    /// <param name="depth">Length of the run.</param>
    /// <param name="tileRows">Rows of a whole tile: the step of the interleaved order.</param>
    /// <param name="target">Row r, depth d goes to [r * RowStride + d], or interleaved to [d * tileRows + r].</param>
    void Pack(int row, int rows, int start, int depth, int tileRows, float* target);
}
