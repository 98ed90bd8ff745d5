namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The innermost loop of a product: one tile of the result, held in registers.</summary>
interface IMicroKernel
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile: two vectors.</summary>
    static abstract int Columns { get; }

    /// <summary>result = start + left right [+ add].</summary>
    static abstract void Run<TLeft>(ref Tile tile)
        where TLeft : struct, ILeft;
}
