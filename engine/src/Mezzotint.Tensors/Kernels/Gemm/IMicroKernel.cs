namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The innermost loop of a product: one tile of the result, held in registers.</summary>
interface IMicroKernel
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a panel, and of a tile of one panel.</summary>
    static abstract int Columns { get; }

    /// <summary>Panels that a tile may span.</summary>
    static abstract int PanelsAtOnce { get; }

    /// <summary>result = start + left right [+ add].</summary>
    /// <typeparam name="TLayout">How the left factor's tile lies in memory.</typeparam>
    static abstract void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout;
}
